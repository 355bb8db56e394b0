package dev.duet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds the class of a package that `duet run` starts.
///
/// Any class will do that Java can start: with a `main` method, static or not, with or without
/// arguments, and not private.
final class MainClass {
    private static final String PLAIN = "()V";
    private static final String WITH_ARGUMENTS = "([Ljava/lang/String;)V";

    private MainClass() {}

    /// The one class to start: the only one there is beside the untouched starter of `duet new`, or
    /// the one called `Main`.
    ///
    /// @throws Failure if there is none, or if it is not clear which
    static String of(JavaPackage home) {
        List<String> candidates = all(home.classes());
        if (candidates.size() > 1 && hasUntouchedStarter(home)) {
            candidates.remove("Main");
        }
        if (candidates.isEmpty()) {
            throw Failure.badInput("no class in " + home.name() + " has a main method.");
        }
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        List<String> called =
                candidates.stream()
                        .filter(name -> name.equals("Main") || name.endsWith(".Main"))
                        .toList();
        if (called.size() == 1) {
            return called.getFirst();
        }
        throw Failure.usage(
                home.name()
                        + " has several programs: "
                        + String.join(", ", candidates)
                        + ". Say which: duet run --main "
                        + candidates.getFirst()
                        + " "
                        + home.folder());
    }

    private static boolean hasUntouchedStarter(JavaPackage home) {
        try {
            Path main = home.sources().resolve("Main.java");
            return Files.exists(main)
                    && Files.readString(main).equals(PackageTemplate.starter(home.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of all classes that can be started, in order.
    private static List<String> all(Path classes) {
        var names = new ArrayList<String>();
        for (Path file : Folders.files(classes, ".class").keySet()) {
            try {
                ClassModel model = ClassFile.of().parse(file);
                if (model.methods().stream().anyMatch(MainClass::isMain)) {
                    names.add(model.thisClass().asInternalName().replace('/', '.'));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static boolean isMain(MethodModel method) {
        String type = method.methodType().stringValue();
        return method.methodName().equalsString("main")
                && (type.equals(PLAIN) || type.equals(WITH_ARGUMENTS))
                && (method.flags().flagsMask() & ClassFile.ACC_PRIVATE) == 0;
    }
}
