{{/* Name of everything the chart makes: the release's, made to say what it is. */}}
{{- define "promptlib.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "promptlib.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "promptlib.name" .) -}}
{{- end }}

{{- define "promptlib.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Helm adds its managed-by label itself, where it does manage. */}}
{{- define "promptlib.labels" -}}
{{ include "promptlib.selectorLabels" . }}
app.kubernetes.io/component: operator
app.kubernetes.io/part-of: promptlib
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "promptlib.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end -}}
{{- end -}}
{{- end }}

{{/* Comma-separated; * is all. */}}
{{- define "promptlib.watchedNamespaces" -}}
{{- if eq .Values.watch.scope "All" -}}
*
{{- else if eq .Values.watch.scope "Own" -}}
{{ .Release.Namespace }}
{{- else -}}
{{ join "," .Values.watch.namespaces }}
{{- end -}}
{{- end }}
