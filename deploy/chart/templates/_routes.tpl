{{/*
A path of routes.yaml as a regular expression. {name} is one segment, /** is the path itself and all below it. Where the
longest expression wins, as with controllers of both kinds, the particular ones stand above the general ones as they do in
the table; a test holds the two against each other.
*/}}
{{- define "muster.routes.expression" -}}
{{- $subtree := hasSuffix "/**" . }}
{{- $fixed := regexReplaceAll "\\{[a-z]+\\}" (trimSuffix "/**" . | replace "." "\\.") "[^/]+" }}
{{- printf "%s%s" $fixed (ternary "(/.*)?" "/?" $subtree) }}
{{- end }}

{{/* dict root, service → its paths, as {paths: […]}. */}}
{{- define "muster.routes.of" -}}
{{- $service := .service }}
paths:
{{- range (.root.Files.Get "routes.yaml" | fromYaml).routes }}
{{- if eq .service $service }}
  - {{ include "muster.routes.expression" .path | quote }}
{{- end }}
{{- end }}
{{- end }}
