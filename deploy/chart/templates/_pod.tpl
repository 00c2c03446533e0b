{{/* What every pod is held to. */}}
{{- define "muster.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "muster.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* dict root, component, settings: spread over zones and nodes, but rather together than not at all. */}}
{{- define "muster.placement" -}}
{{- $constraints := list }}
{{- if .settings.spread.zones }}{{ $constraints = append $constraints "topology.kubernetes.io/zone" }}{{ end }}
{{- if .settings.spread.nodes }}{{ $constraints = append $constraints "kubernetes.io/hostname" }}{{ end }}
{{- $selector := include "muster.selector" . | fromYaml }}
{{- with $constraints }}
topologySpreadConstraints:
{{- range . }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{ $selector | toYaml | nindent 8 }}
{{- end }}
{{- end }}
{{- with .settings.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{- define "muster.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* dict root, component: files that a pod is given, as mounts and as volumes. */}}
{{- define "muster.mounts" -}}
- { name: tmp, mountPath: /tmp }
{{- if .root.Values.kafka.ca.name }}
- { name: kafka-ca, mountPath: /etc/muster/kafka, readOnly: true }
{{- end }}
{{- if ne .component "broker" }}
{{- if .root.Values.postgres.tls.ca.name }}
- { name: postgres-ca, mountPath: /etc/muster/postgres, readOnly: true }
{{- end }}
{{- if .root.Values.identity.jwksSecret.name }}
- { name: identity, mountPath: /etc/muster/identity, readOnly: true }
{{- end }}
{{- if .settings.config }}
- { name: config, mountPath: /app/config, readOnly: true }
{{- end }}
{{- end }}
{{- end }}

{{- define "muster.secretVolume" -}}
- name: {{ .volume }}
  secret:
    secretName: {{ .reference.name }}
    items:
      - { key: {{ .reference.key }}, path: {{ .reference.key }} }
{{- end }}

{{- define "muster.volumes" -}}
- name: tmp
  emptyDir: {}
{{- if .root.Values.kafka.ca.name }}
{{ include "muster.secretVolume" (dict "volume" "kafka-ca" "reference" .root.Values.kafka.ca) }}
{{- end }}
{{- if ne .component "broker" }}
{{- if .root.Values.postgres.tls.ca.name }}
{{ include "muster.secretVolume" (dict "volume" "postgres-ca" "reference" .root.Values.postgres.tls.ca) }}
{{- end }}
{{- if .root.Values.identity.jwksSecret.name }}
{{ include "muster.secretVolume" (dict "volume" "identity" "reference" .root.Values.identity.jwksSecret) }}
{{- end }}
{{- if .settings.config }}
- name: config
  configMap:
    name: {{ include "muster.name" . }}
{{- end }}
{{- end }}
{{- end }}
