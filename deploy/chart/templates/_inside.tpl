{{/* dict root, component, port: its Service, and who may reach it: our own pods. */}}
{{- define "muster.inside.service" }}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "muster.name" . }}
  labels: {{- include "muster.labels" . | nindent 4 }}
spec:
  clusterIP: None
  # Each waits for itself under this name while it starts.
  publishNotReadyAddresses: true
  selector: {{- include "muster.selector" . | nindent 4 }}
  ports:
    - { name: {{ .component }}, port: {{ .port }}, targetPort: {{ .component }} }
{{- if .root.Values.networkPolicy.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "muster.name" . }}
  labels: {{- include "muster.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "muster.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - ports:
        - { protocol: TCP, port: {{ .port }} }
      from:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: muster
              app.kubernetes.io/instance: {{ .root.Release.Name }}
  egress:
    {{- include "muster.network.dns" .root | nindent 4 }}
{{- end }}
{{- end }}

{{/* dict settings (size, storageClass) */}}
{{- define "muster.inside.claim" -}}
volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      {{- with .settings.storageClass }}
      storageClassName: {{ . }}
      {{- end }}
      resources:
        requests: { storage: {{ .settings.size }} }
{{- end }}
