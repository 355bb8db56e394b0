package dev.duet.compiler.generate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Generates the file that a person goes on from: a service ready to edit, or a sample client. Each
/// is a compact source file that compiles and runs as it is.
final class SampleGenerator {
    private static final int PORT = 9090;

    private final FileModel file;
    private final String duetPackage;
    private final SampleNames names;
    private final SampleValues values;
    private final SourceWriter out = new SourceWriter();
    private final Set<String> taken = new HashSet<>();

    private SampleGenerator(FileModel file, Schema schema, String duetPackage) {
        this.file = file;
        this.duetPackage = duetPackage;
        names = new SampleNames(file, schema.files(), duetPackage);
        values = new SampleValues(names);
        taken.addAll(names.taken());
        file.topLevelClasses().forEach(name -> taken.add(name.simpleName()));
    }

    static List<JavaFile> generate(FileModel file, Schema schema, Options options) {
        if (file.services.isEmpty()) {
            return List.of();
        }
        return switch (options.sample()) {
            case NONE -> List.of();
            case SERVICE -> List.of(new SampleGenerator(file, schema, "dev.duet.server").service());
            case CLIENT -> List.of(new SampleGenerator(file, schema, "dev.duet.client").client());
        };
    }

    private String free(String name) {
        String result = Names.free(name, taken);
        taken.add(result);
        return result;
    }

    private JavaFile file(String name) {
        return new JavaFile(name + ".java", out.text());
    }

    /// Imports a package of Duet as a whole and the generated types one by one, since one of them
    /// may have the name of something in that package.
    private void imports() {
        out.line("import " + duetPackage + ".*;");
        names.imports().forEach(name -> out.line("import " + name + ";"));
        out.blank();
    }

    /// The methods that a sample shows: not those that should not be used any more.
    private static List<ServiceModel.Method> methods(ServiceModel service) {
        return service.methods().stream().filter(method -> !method.deprecated()).toList();
    }

    private static boolean usesDeprecated(ServiceModel service) {
        return service.deprecated() || Deprecation.isUsedBy(service);
    }

    private void suppressWarnings(boolean yes) {
        if (yes) {
            out.line("@" + names.lang("SuppressWarnings") + "(\"deprecation\")");
        }
    }

    // --- service

    private JavaFile service() {
        String fileName = free(file.services.getFirst().className().simpleName() + "Server");
        imports();
        var registrations = new StringBuilder();
        for (ServiceModel service : file.services) {
            String name = free(service.className().simpleName() + "Service");
            registrations.append(".service(new ").append(name).append("())");
            service(service, name);
            out.blank();
        }
        out.open("void main() throws " + names.lang("Exception") + " {");
        String server = names.duet("Server");
        String start = server + ".listen(" + PORT + ")" + registrations;
        String end = ".start().awaitTermination();";
        if (out.fits(start + end)) {
            out.line(start + end);
        } else {
            out.line(server + ".listen(" + PORT + ")");
            for (String registration : registrations.substring(1).split("\\.(?=service)")) {
                out.line("        ." + registration);
            }
            out.line("        " + end);
        }
        out.close();
        return file(fileName);
    }

    private void service(ServiceModel service, String name) {
        suppressWarnings(usesDeprecated(service));
        out.open("class " + name + " implements " + names.of(service.serviceClass()) + " {");
        boolean first = true;
        for (ServiceModel.Method method : methods(service)) {
            if (!first) {
                out.blank();
            }
            first = false;
            handler(method);
        }
        out.close();
    }

    private void handler(ServiceModel.Method method) {
        String input = values.type(method.input());
        String output = values.type(method.output());
        var parameters =
                List.of(
                        method.clientStreams()
                                ? names.duet("Requests") + "<" + input + "> requests"
                                : input + " request",
                        names.duet("Responses") + "<" + output + "> responses");
        out.line("@" + names.lang("Override"));
        out.openList(
                "public "
                        + (method.serverStreams() ? "void " : output + " ")
                        + method.javaName()
                        + "(",
                method.serverStreams() ? parameters : parameters.subList(0, 1),
                ") {");
        if (method.clientStreams()) {
            out.open("for (" + input + " message : requests) {");
            out.line(
                    method.serverStreams()
                            ? "responses.send(" + values.answer(method, "message") + ");"
                            : names.lang("IO") + ".println(message);");
            out.close();
        } else if (method.serverStreams()) {
            out.line("responses.send(" + values.answer(method, "request") + ");");
        }
        if (!method.serverStreams()) {
            String message = method.clientStreams() ? null : "request";
            out.line("return " + values.answer(method, message) + ";");
        }
        out.close();
    }

    // --- client

    private JavaFile client() {
        ServiceModel first = file.services.getFirst();
        String fileName = free(first.className().simpleName() + "Client");
        imports();
        suppressWarnings(file.services.stream().anyMatch(SampleGenerator::usesDeprecated));
        out.open("void main() throws " + names.lang("Exception") + " {");
        boolean single = file.services.size() == 1 && first.methods().size() == 1;
        if (single
                && first.methods().getFirst().clientStreams()
                && first.methods().getFirst().serverStreams()) {
            chat(first);
        } else {
            calls();
        }
        out.close();
        return file(fileName);
    }

    private void chat(ServiceModel service) {
        ServiceModel.Method method = service.methods().getFirst();
        String call = Names.component(method.name(), Set.of("channel"));
        out.line(
                "try (var channel = "
                        + names.duet("Channel")
                        + ".to(\"http://localhost:"
                        + PORT
                        + "\");");
        out.open(
                "     var "
                        + call
                        + " = "
                        + names.of(service.className())
                        + ".client(channel)."
                        + method.javaName()
                        + "()) {");
        talk(method, call);
        out.close();
    }

    /// Reads on one thread and sends on another.
    private void talk(ServiceModel.Method method, String call) {
        commented(
                call + ".onEach(" + names.lang("IO") + "::println);",
                "reads on a thread of its own");
        for (String value : values.values(method.input())) {
            out.line(call + ".send(" + value + ");");
        }
        out.line(call + ".complete();");
        commented(call + ".await();", "the end of both streams, or the error");
    }

    private void commented(String statement, String comment) {
        out.line(statement + " ".repeat(Math.max(1, 48 - statement.length())) + "// " + comment);
    }

    private void calls() {
        out.open(
                "try (var channel = "
                        + names.duet("Channel")
                        + ".to(\"http://localhost:"
                        + PORT
                        + "\")) {");
        Set<String> locals = new HashSet<>(Set.of("channel", "call", "reply"));
        for (ServiceModel service : file.services) {
            String stub = names.of(service.className());
            String client = Names.component(service.className().simpleName(), locals);
            locals.add(client);
            out.line("var " + client + " = " + stub + ".client(channel);");
            for (ServiceModel.Method method : methods(service)) {
                out.blank();
                call(method, client + "." + method.javaName());
            }
        }
        out.close();
    }

    private void call(ServiceModel.Method method, String call) {
        List<String> sent = values.values(method.input());
        if (!method.clientStreams() && !method.serverStreams()) {
            out.line(names.lang("IO") + ".println(" + call + "(" + sent.getFirst() + "));");
            return;
        }
        if (!method.clientStreams()) {
            out.open("try (var call = " + call + "(" + sent.getFirst() + ")) {");
            out.open("for (" + values.type(method.output()) + " reply : call) {");
            out.line(names.lang("IO") + ".println(reply);");
            out.close();
            out.close();
            return;
        }
        out.open("try (var call = " + call + "()) {");
        if (method.serverStreams()) {
            talk(method, "call");
        } else {
            sent.forEach(value -> out.line("call.send(" + value + ");"));
            out.line("call.complete();");
            out.line(names.lang("IO") + ".println(call.await());");
        }
        out.close();
    }
}
