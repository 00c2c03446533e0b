{{/* A variable from a Secret: dict variable, secret (name, keys), key */}}
{{- define "muster.secretVariable" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret.name }}
      key: {{ index .secret.keys .key }}
{{- end }}

{{/* Kafka's clients, of the services as of the broker. */}}
{{- define "muster.environment.kafka" -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "muster.kafka.bootstrap" . | quote }}
{{- if ne .Values.kafka.securityProtocol "PLAINTEXT" }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ .Values.kafka.securityProtocol }}
{{- end }}
{{- if include "muster.kafka.sasl" . }}
- name: KAFKA_SASL_MECHANISM
  value: {{ .Values.kafka.saslMechanism }}
{{ include "muster.secretVariable" (dict "variable" "KAFKA_SASL_JAAS_CONFIG" "secret" .Values.secrets.kafka "key" "jaas") }}
{{- end }}
{{- if .Values.kafka.ca.name }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/muster/kafka/{{ .Values.kafka.ca.key }}
{{- end }}
{{- end }}

{{/* dict root, component, settings → its own database. */}}
{{- define "muster.environment.postgres" -}}
{{- $postgres := .root.Values.postgres }}
{{- $inside := .root.Values.inside.postgres.enabled }}
{{- $mode := ternary "disable" $postgres.tls.mode $inside }}
{{- $address := printf "%s:%v/%s" (include "muster.postgres.host" .root) $postgres.port .settings.database.name }}
- name: MUSTER_POSTGRES_URL
  value: {{ printf "postgresql://%s" $address | quote }}
- name: MUSTER_POSTGRES_USER
  value: {{ .settings.database.user | quote }}
{{ include "muster.secretVariable" (dict "variable" "MUSTER_POSTGRES_PASSWORD" "secret" .root.Values.secrets.database "key" .component) }}
{{- if ne $mode "disable" }}
{{- $file := printf "/etc/muster/postgres/%s" $postgres.tls.ca.key }}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ printf "jdbc:postgresql://%s?sslmode=%s%s" $address $mode (ternary (printf "&sslrootcert=%s" $file) "" (eq $mode "verify-full")) | quote }}
{{- /* Telemetry has a second pool, which is told the same. */}}
{{- range $pool := ternary (list "REACTIVE" "BOUNDED_REACTIVE") (list "REACTIVE") (eq .component "telemetry") }}
{{- $prefix := printf "QUARKUS_DATASOURCE_%s" $pool }}
- name: {{ $prefix }}_POSTGRESQL_SSL_MODE
  value: {{ $mode }}
{{- if eq $mode "verify-full" }}
- name: {{ $prefix }}_HOSTNAME_VERIFICATION_ALGORITHM
  value: HTTPS
- name: {{ $prefix }}_TRUST_CERTIFICATE_PEM
  value: "true"
- name: {{ $prefix }}_TRUST_CERTIFICATE_PEM_CERTS
  value: {{ $file }}
{{- else }}
- name: {{ $prefix }}_TRUST_ALL
  value: "true"
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Off is what a service is without a word of it. */}}
{{- define "muster.environment.tracing" -}}
{{- with .Values.tracing }}
{{- if .enabled }}
- name: QUARKUS_OTEL_SDK_DISABLED
  value: "false"
- name: QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ .endpoint | quote }}
- name: QUARKUS_OTEL_TRACES_SAMPLER_ARG
  value: {{ .ratio | quote }}
{{- if .headers.name }}
{{ include "muster.secretVariable" (dict "variable" "QUARKUS_OTEL_EXPORTER_OTLP_HEADERS" "secret" (dict "name" .headers.name "keys" (dict "headers" .headers.key)) "key" "headers") }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* dict root, component, settings → all that a service is told. */}}
{{- define "muster.environment" -}}
{{- $values := .root.Values }}
- name: MUSTER_REPLICA
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: JDK_JAVA_OPTIONS
  value: {{ .settings.javaOptions | quote }}
# Not a preStop hook: the service itself knows that it goes, and sends its callers to other replicas meanwhile.
- name: QUARKUS_SHUTDOWN_DELAY
  value: {{ .settings.drain.delaySeconds }}s
- name: QUARKUS_LOG_CONSOLE_JSON_ENABLED
  value: {{ $values.logging.json | quote }}
{{- include "muster.environment.tracing" .root }}
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ .settings.drain.timeoutSeconds }}s
{{ include "muster.environment.kafka" .root }}
{{ include "muster.environment.postgres" . }}
- name: MUSTER_IDENTITY_ISSUER
  value: {{ $values.identity.issuer | quote }}
- name: MUSTER_IDENTITY_JWKS
  value: {{ ternary (printf "file:///etc/muster/identity/%s" $values.identity.jwksSecret.key) $values.identity.jwks (ne $values.identity.jwksSecret.name "") | quote }}
- name: MUSTER_IDENTITY_ALGORITHM
  value: {{ $values.identity.algorithm }}
{{- if include "muster.speaksToDevices" .component }}
- name: MUSTER_IDENTITY_DEVICE_JWKS
  value: {{ include "muster.devices.jwks" .root | quote }}
{{ include "muster.secretVariable" (dict "variable" "MUSTER_IDENTITY_SECRET_KEY" "secret" $values.secrets.keys "key" "secretKey") }}
- name: MUSTER_MQTT_HOST
  value: {{ include "muster.broker.host" .root | quote }}
- name: MUSTER_MQTT_PORT
  value: {{ $values.broker.port | quote }}
- name: MUSTER_MQTT_USERNAME
  value: {{ .component }}
{{ include "muster.secretVariable" (dict "variable" "MUSTER_MQTT_PASSWORD" "secret" $values.secrets.broker "key" .component) }}
{{- end }}
{{- if eq .component "provisioning" }}
{{ include "muster.secretVariable" (dict "variable" "MUSTER_PROVISIONING_MASTER_KEY" "secret" $values.secrets.keys "key" "masterKey") }}
{{ include "muster.secretVariable" (dict "variable" "MUSTER_PROVISIONING_SECRET_KEY" "secret" $values.secrets.keys "key" "secretKey") }}
{{- if gt (int $values.broker.replicas) 1 }}
# A revocation is true when all nodes say so.
- name: MUSTER_PROVISIONING_REVOCATION_BROKERS
  value: {{ $values.broker.replicas | quote }}
{{- end }}
{{- with $values.trustedProxies }}
- name: QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING
  value: "true"
- name: QUARKUS_HTTP_PROXY_TRUSTED_PROXIES
  value: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- if include "muster.migrates" .root }}
- name: QUARKUS_FLYWAY_MIGRATE_AT_START
  value: {{ .migrates | default false | quote }}
{{- end }}
{{- end }}
