package io.muster.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface;
import io.smallrye.config.ConfigMappingInterface.Property;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a service reads: the mappings of its own code, of the kit and of Quarkus, the properties that its files refer to,
 * and the settings of Kafka's clients.
 *
 * @param known names of properties, in which {@code *} stands for a key
 * @param required those without which the service does not start
 */
record ServiceSettings(Set<String> known, Set<String> required) {

    private static final JavaClasses OURS = ours();
    private static final Set<String> OF_QUARKUS = ofQuarkus();
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\)\\$\\{([^:}]+)(:[^}]*)?}");

    /** Read by the JVM itself. */
    private static final String JVM_OPTIONS = "JDK_JAVA_OPTIONS";

    static ServiceSettings of(String service) {
        Set<String> known = new TreeSet<>();
        Set<String> required = new TreeSet<>();
        mappings(service).forEach(mapping -> properties(mapping).forEach((name, property) -> {
            known.add(name);
            if (isRequired(name, property)) {
                required.add(name);
            }
        }));
        known.addAll(OF_QUARKUS);
        Properties said = files(service);
        said.stringPropertyNames().stream()
                .filter(name -> !name.startsWith("%"))
                .forEach(name -> {
                    Matcher reference = REFERENCE.matcher(said.getProperty(name));
                    while (reference.find()) {
                        known.add(reference.group(1));
                        if (reference.group(2) == null) {
                            required.add(reference.group(1));
                        }
                    }
                });
        ConsumerConfig.configNames().forEach(name -> known.add("kafka." + name));
        required.add("kafka.bootstrap.servers");
        required.removeAll(said.stringPropertyNames());
        return new ServiceSettings(known, required);
    }

    boolean reads(String variable) {
        return variable.equals(JVM_OPTIONS) || known.stream().anyMatch(isVariableOf(variable));
    }

    /** Whether a property is read by this name, as in a file. */
    boolean hasProperty(String property) {
        return known.stream()
                .anyMatch(name -> property.matches(Arrays.stream(name.split("\\*", -1))
                        .map(Pattern::quote)
                        .reduce((a, b) -> a + "[^.]+" + b)
                        .orElseThrow()));
    }

    /** The variables that must be set, by the rule of MicroProfile Config. */
    Set<String> requiredVariables() {
        Set<String> variables = new TreeSet<>();
        required.forEach(name -> variables.add(variable(name)));
        return variables;
    }

    private static Predicate<String> isVariableOf(String variable) {
        return name -> variable.matches(variable(name.replace("*", "0KEY0")).replace("0KEY0", "[A-Z0-9_]+"));
    }

    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static boolean isRequired(String name, Property property) {
        return !name.contains("*")
                && !property.hasDefaultValue()
                && (property.isLeaf() || property.isPrimitive())
                && !property.getMethod().getReturnType().getSimpleName().startsWith("Optional");
    }

    private static JavaClasses ours() {
        // The classes of all libraries are of no interest here.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter().importPackages("io.muster");
    }

    private static Map<String, Property> properties(Class<?> mapping) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        Map<String, Property> properties = new TreeMap<>();
        ConfigMappingInterface.getProperties(ConfigMappingInterface.getConfigurationInterface(mapping))
                .getOrDefault(mapping, Map.of())
                .getOrDefault("", Map.of())
                .forEach((name, property) -> properties.put(prefix + "." + name, property));
        return properties;
    }

    private static Stream<Class<?>> mappings(String service) {
        return OURS.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .filter(type -> type.getPackageName().startsWith("io.muster.kit.")
                        || type.getPackageName().startsWith("io.muster." + service + "."))
                .map(type -> type(type.getName()));
    }

    private static Set<String> ofQuarkus() {
        Set<String> names = new TreeSet<>();
        resources("META-INF/quarkus-config-roots.list").stream()
                .flatMap(ServiceSettings::lines)
                .map(ServiceSettings::type)
                .filter(type -> type.isAnnotationPresent(ConfigMapping.class))
                .forEach(type -> names.addAll(properties(type).keySet()));
        return names;
    }

    /** The service's own file over the kit's. */
    private static Properties files(String service) {
        Properties properties = new Properties();
        resources("META-INF/microprofile-config.properties").stream()
                .map(ServiceSettings::properties)
                .filter(file -> file.containsKey("muster.replica"))
                .forEach(properties::putAll);
        Properties own = resources("application.properties").stream()
                .map(ServiceSettings::properties)
                .filter(file -> service.equals(file.getProperty("muster.service")))
                .findFirst()
                .orElseThrow();
        properties.putAll(own);
        return properties;
    }

    private static List<URL> resources(String name) {
        try {
            return Collections.list(ServiceSettings.class.getClassLoader().getResources(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(URL url) {
        try (InputStream content = url.openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(URL url) {
        try (Reader content = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(content);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, ServiceSettings.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
