{{/* The five services, in the order of the platform. */}}
{{- define "muster.services" -}}
registry provisioning telemetry command shadow
{{- end }}

{{/* Those that speak to devices: they have an account at the broker and believe device tokens. */}}
{{- define "muster.speaksToDevices" -}}
{{- if has . (list "telemetry" "command" "shadow") }}true{{ end }}
{{- end }}

{{- define "muster.fullname" -}}
{{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* dict root, component → the name of its objects. */}}
{{- define "muster.name" -}}
{{ include "muster.fullname" .root }}-{{ .component }}
{{- end }}

{{/* dict root, component */}}
{{- define "muster.selector" -}}
app.kubernetes.io/name: muster
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* dict root, component */}}
{{- define "muster.labels" -}}
{{ include "muster.selector" . }}
app.kubernetes.io/part-of: muster
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* dict root, component → what is said of this service, over what is said of all. */}}
{{- define "muster.settings" -}}
{{ mergeOverwrite (deepCopy .root.Values.service) (deepCopy (index .root.Values .component)) | toYaml }}
{{- end }}

{{/* dict root, component → the image. */}}
{{- define "muster.image" -}}
{{- $image := .root.Values.image }}
{{- with $image.registry }}{{ . }}/{{ end }}{{ $image.repository }}/{{ .component }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "muster.postgres.host" -}}
{{- if .Values.inside.postgres.enabled }}{{ include "muster.fullname" . }}-postgres{{ else }}{{ .Values.postgres.host }}{{ end }}
{{- end }}

{{- define "muster.kafka.bootstrap" -}}
{{- if .Values.inside.kafka.enabled }}{{ include "muster.fullname" . }}-kafka:9092{{ else }}{{ .Values.kafka.bootstrapServers }}{{ end }}
{{- end }}

{{- define "muster.broker.host" -}}
{{- if .Values.broker.enabled }}{{ include "muster.fullname" . }}-broker-internal{{ else }}{{ .Values.broker.host }}{{ end }}
{{- end }}

{{- define "muster.devices.jwks" -}}
{{- .Values.devices.jwksUrl | default (printf "http://%s-provisioning:8080/.well-known/jwks.json" (include "muster.fullname" .)) }}
{{- end }}

{{/* Whether migrations are a Job: it runs before what is inside would be there. */}}
{{- define "muster.migrates" -}}
{{- if and .Values.migrations.enabled (not .Values.inside.postgres.enabled) }}true{{ end }}
{{- end }}

{{- define "muster.kafka.sasl" -}}
{{- if hasPrefix "SASL_" .Values.kafka.securityProtocol }}true{{ end }}
{{- end }}

{{/* Values that are right alone and wrong together; each message names the value to change. */}}
{{- define "muster.check" -}}
{{- $v := .Values }}
{{- if not (include "muster.postgres.host" .) }}{{ fail "postgres.host must be set: the host of PostgreSQL (or inside.postgres.enabled=true for a trial)" }}{{ end }}
{{- if not (include "muster.kafka.bootstrap" .) }}{{ fail "kafka.bootstrapServers must be set: host:port,… of Kafka (or inside.kafka.enabled=true for a trial)" }}{{ end }}
{{- if not $v.identity.issuer }}{{ fail "identity.issuer must be set: what the claim iss of people's tokens says" }}{{ end }}
{{- if and (not $v.identity.jwks) (not $v.identity.jwksSecret.name) }}{{ fail "identity.jwks must be set: the URL of the issuer's keys (or identity.jwksSecret.name)" }}{{ end }}
{{- if and (eq $v.postgres.tls.mode "verify-full") (not $v.postgres.tls.ca.name) }}{{ fail "postgres.tls.ca.name must be set for postgres.tls.mode verify-full: the Secret with the authority" }}{{ end }}
{{- if and (not $v.broker.enabled) (not $v.broker.host) (or $v.telemetry.enabled $v.command.enabled $v.shadow.enabled) }}{{ fail "broker.host must be set where broker.enabled is false: telemetry, command and shadow speak to it" }}{{ end }}
{{- if and (not $v.provisioning.enabled) (not $v.devices.jwksUrl) (or $v.broker.enabled $v.telemetry.enabled $v.command.enabled $v.shadow.enabled) }}{{ fail "devices.jwksUrl must be set where provisioning.enabled is false: where the keys of device tokens are" }}{{ end }}
{{- if and $v.broker.tls.keystore.name (not $v.broker.tls.password.name) }}{{ fail "broker.tls.password.name must be set beside broker.tls.keystore.name: the Secret with the key store's password" }}{{ end }}
{{- if and (eq $v.kafka.topics.create "strimzi") (not $v.kafka.topics.strimziCluster) }}{{ fail "kafka.topics.strimziCluster must be set for kafka.topics.create strimzi: the name of the Kafka object" }}{{ end }}
{{- if and $v.tracing.enabled (not $v.tracing.endpoint) }}{{ fail "tracing.endpoint must be set where tracing.enabled is true: where a collector takes OTLP over HTTP" }}{{ end }}
{{- if and $v.gateway.enabled (not $v.gateway.parentRefs) }}{{ fail "gateway.parentRefs must name a Gateway where gateway.enabled is true" }}{{ end }}
{{- if and $v.inside.kafka.enabled (ne (int $v.kafka.topics.replicas) 1) }}{{ fail "kafka.topics.replicas must be 1 with inside.kafka.enabled: it is one node" }}{{ end }}
{{- range $name := splitList " " (include "muster.services" .) }}
{{- $autoscaling := (include "muster.settings" (dict "root" $ "component" $name) | fromYaml).autoscaling }}
{{- if gt (int $autoscaling.minReplicas) (int $autoscaling.maxReplicas) }}{{ fail (printf "%s: autoscaling.minReplicas must not be above autoscaling.maxReplicas" $name) }}{{ end }}
{{- end }}
{{- end }}
