package io.muster.kit.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/**
 * Which methods the service's paths know. The framework does not say when it refuses one, and of a path that several
 * resources share it says that there is nothing.
 */
@ApplicationScoped
class PathMethods {

    private record Known(PathPattern paths, String method) {}

    private final List<Known> known = new ArrayList<>();

    PathMethods() {
        Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
        RuntimeResourceVisitor.visitRuntimeResources(
                deployment.getPrefix(), deployment.getClassMappers(), new RuntimeResourceVisitor() {
                    @Override
                    public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
                        if (method != null) {
                            known.add(new Known(PathPattern.of(trimmed(path)), method));
                        }
                    }
                });
    }

    /** In the order of the alphabet; none if there is nothing at this path. */
    Set<String> of(String path) {
        Set<String> methods = new TreeSet<>();
        known.stream()
                .filter(one -> one.paths().matches(trimmed(path)))
                .map(Known::method)
                .forEach(methods::add);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static String trimmed(String path) {
        return path.replaceAll("/+$", "");
    }
}
