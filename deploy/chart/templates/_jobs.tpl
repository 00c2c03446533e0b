{{/* What is done before the rest of a release. */}}
{{- define "muster.job.hook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-delete-policy: before-hook-creation
{{- end }}

{{/* dict root, hook, component → its name. One that is no hook cannot be changed, so each revision has another. */}}
{{- define "muster.job.component" -}}
{{ .component }}{{ if not .hook }}-{{ .root.Release.Revision }}{{ end }}
{{- end }}

{{/* dict root, component, hook */}}
{{- define "muster.job.metadata" -}}
name: {{ include "muster.name" . }}
labels: {{- include "muster.labels" . | nindent 2 }}
{{- if .hook }}
annotations: {{- include "muster.job.hook" . | nindent 2 }}
{{- end }}
{{- end }}

{{/* dict root, component, hook, rules (YAML of egress rules) */}}
{{- define "muster.job.policy" -}}
{{- if .root.Values.networkPolicy.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "muster.name" . }}
  labels: {{- include "muster.labels" . | nindent 4 }}
  {{- if .hook }}
  annotations:
    {{- include "muster.job.hook" . | nindent 4 }}
    helm.sh/hook-weight: "-5"
  {{- end }}
spec:
  podSelector:
    matchLabels: {{- include "muster.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  egress:
    {{- include "muster.network.dns" .root | nindent 4 }}
    {{- .rules | nindent 4 }}
{{- end }}
{{- end }}

{{/* dict root: the parts of a Job's pod that are always the same. */}}
{{- define "muster.job.pod" -}}
restartPolicy: Never
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: {{- include "muster.podSecurity" . | nindent 2 }}
{{- include "muster.pullSecrets" .root }}
{{- end }}
