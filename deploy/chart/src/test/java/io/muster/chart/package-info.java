/** The chart, rendered by the real Helm and held against the Kubernetes model, the services' settings and our rules. */
package io.muster.chart;
