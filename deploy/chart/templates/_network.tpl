{{/* dict ports (numbers), peers (empty: everybody), direction (from, to) → one rule. */}}
{{- define "muster.network.rule" -}}
- ports:
    {{- range .ports }}
    - { protocol: TCP, port: {{ . }} }
    {{- end }}
  {{- with .peers }}
  {{ $.direction }}: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* dict root, component → peers that are one of our own. */}}
{{- define "muster.network.ours" -}}
peers:
  - podSelector:
      matchLabels: {{- include "muster.selector" . | nindent 8 }}
{{- end }}

{{- define "muster.network.dns" -}}
- ports:
    - { protocol: UDP, port: 53 }
    - { protocol: TCP, port: 53 }
{{- end }}

{{/* Out to Kafka: its ports are those of its addresses. */}}
{{- define "muster.network.toKafka" -}}
{{- $ports := list }}
{{- range splitList "," (include "muster.kafka.bootstrap" .) }}{{ $ports = append $ports (splitList ":" . | last | int) }}{{ end }}
{{- include "muster.network.rule" (dict "ports" (uniq $ports) "peers" .Values.networkPolicy.to.kafka "direction" "to") }}
{{- end }}

{{- define "muster.network.toPostgres" -}}
{{- include "muster.network.rule" (dict "ports" (list .Values.postgres.port) "peers" .Values.networkPolicy.to.postgres "direction" "to") }}
{{- end }}

{{/* Out to the collector of traces: its port is that of its address. */}}
{{- define "muster.network.toTracing" -}}
{{- $address := urlParse .Values.tracing.endpoint }}
{{- $default := ternary "443" "80" (eq $address.scheme "https") }}
{{- $port := regexFind "[0-9]+$" (regexFind ":[0-9]+$" $address.host) | default $default }}
{{- include "muster.network.rule" (dict "ports" (list (int $port)) "peers" .Values.networkPolicy.to.tracing "direction" "to") }}
{{- end }}

{{/* Out to whoever has the keys of tokens: the issuer, and provisioning. */}}
{{- define "muster.network.toKeys" -}}
{{- include "muster.network.rule" (dict "ports" (list 443) "peers" .Values.networkPolicy.to.identity "direction" "to") }}
{{ include "muster.network.rule" (dict "ports" (list 8080) "peers" (include "muster.network.ours" (dict "root" . "component" "provisioning") | fromYaml).peers "direction" "to") }}
{{- end }}
