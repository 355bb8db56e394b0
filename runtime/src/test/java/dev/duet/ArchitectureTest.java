package dev.duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Holds the table of which package may use which.
class ArchitectureTest {
    private static final String ROOT = "dev.duet";

    /// Package to the packages of ours that it may use. Names are relative to `dev.duet`.
    private static final Map<String, Set<String>> ALLOWED =
            Map.of(
                    "proto", Set.of(),
                    "", Set.of("proto"),
                    "internal.log", Set.of(),
                    "internal.transport", Set.of("internal.log"),
                    "internal.http2.hpack", Set.of(),
                    "internal.http2.frame", Set.of("internal.http2.hpack"),
                    "internal.http2",
                            Set.of(
                                    "internal.http2.frame",
                                    "internal.http2.hpack",
                                    "internal.log",
                                    "internal.transport"),
                    "internal.rpc",
                            Set.of(
                                    "",
                                    "proto",
                                    "internal.http2",
                                    "internal.http2.frame",
                                    "internal.http2.hpack",
                                    "internal.log",
                                    "internal.transport"),
                    "server",
                            Set.of(
                                    "",
                                    "proto",
                                    "internal.rpc",
                                    "internal.http2",
                                    "internal.log",
                                    "internal.transport"),
                    "client",
                            Set.of(
                                    "",
                                    "proto",
                                    "internal.rpc",
                                    "internal.http2",
                                    "internal.log",
                                    "internal.transport"));

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void packagesUseOnlyWhatTheyMay() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass from : classes) {
            for (Dependency use : from.getDirectDependenciesFromSelf()) {
                JavaClass to = use.getTargetClass().getBaseComponentType();
                if (isOurs(to) && !mayUse(name(from), name(to))) {
                    violations.add(use.getDescription());
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = new TreeSet<>();
        classes.forEach(c -> packages.add(table(name(c))));
        assertThat(packages).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
    }

    @Test
    void nothingButTheJdkIsUsed() {
        Set<String> others = new TreeSet<>();
        for (JavaClass from : classes) {
            for (Dependency use : from.getDirectDependenciesFromSelf()) {
                JavaClass to = use.getTargetClass().getBaseComponentType();
                if (!isOurs(to) && !to.isPrimitive() && !to.getPackageName().startsWith("java.")) {
                    others.add(to.getFullName());
                }
            }
        }
        assertThat(others).isEmpty();
    }

    /// The first logger takes as long as all else that happens until a server listens: only what is
    /// not on the way there may ask for one outright.
    @Test
    void loggersAreLookedUpLate() {
        Set<String> asking = new TreeSet<>();
        for (JavaClass from : classes) {
            from.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getTargetOwner().isEquivalentTo(System.class))
                    .filter(call -> call.getName().equals("getLogger"))
                    .forEach(call -> asking.add(from.getSimpleName()));
        }
        assertThat(asking).containsExactlyInAnyOrder("AccessLog", "FrameLog", "LazyLogger");
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static boolean mayUse(String from, String to) {
        return table(from).equals(table(to)) || ALLOWED.get(table(from)).contains(table(to));
    }

    private static String name(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    /// Packages below `proto` count as part of it.
    private static String table(String name) {
        return name.startsWith("proto.") ? "proto" : name;
    }
}
