package io.muster.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;

/** What Helm made of the chart, document by document. */
record Rendered(List<String> documents) {

    /** Of each kind that the chart makes, its model; another kind is a mistake. */
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("batch/v1 Job", Job.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
            Map.entry("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class),
            Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
            Map.entry("kafka.strimzi.io/v1beta2 KafkaTopic", KafkaTopic.class));

    /** All objects, each read without passing over anything. */
    List<HasMetadata> objects() {
        return documents.stream().map(Rendered::parse).toList();
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T one(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + kind.getSimpleName() + " " + name));
    }

    /** What pods are made from, by the name of the object that makes them. */
    Stream<Pods> pods() {
        return objects().stream().flatMap(object -> template(object).stream()
                .map(template -> new Pods(object.getMetadata().getName(), template)));
    }

    /** Pods of one object. */
    record Pods(String owner, PodTemplateSpec template) {}

    private static List<PodTemplateSpec> template(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return List.of(deployment.getSpec().getTemplate());
        }
        if (object instanceof StatefulSet set) {
            return List.of(set.getSpec().getTemplate());
        }
        return object instanceof Job job ? List.of(job.getSpec().getTemplate()) : List.of();
    }

    static HasMetadata parse(String document) {
        try {
            JsonNode untyped = StrictYaml.MAPPER.readTree(document);
            String kind = untyped.path("apiVersion").asText() + " "
                    + untyped.path("kind").asText();
            Class<? extends HasMetadata> model = KINDS.get(kind);
            if (model == null) {
                throw new AssertionError("An object of unknown kind " + kind);
            }
            return StrictYaml.MAPPER.readValue(document, model);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e.getOriginalMessage() + " in\n" + document, e);
        }
    }
}
