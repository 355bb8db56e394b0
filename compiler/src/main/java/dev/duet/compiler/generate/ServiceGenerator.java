package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.List;

/// Generates the class of a service: its methods' descriptors, what a server implements, and the
/// client.
final class ServiceGenerator {
    private final ServiceModel service;
    private final Context context;
    private final Context serviceContext;
    private final Context clientContext;
    private final SourceWriter out;

    ServiceGenerator(ServiceModel service, Context context) {
        this.service = service;
        this.context = context;
        serviceContext = context.in(service.serviceClass());
        clientContext = context.in(service.clientClass());
        out = context.out();
    }

    static void declare(Unit unit, ServiceModel service) {
        unit.declare(service.serviceClass());
        unit.declare(service.clientClass());
        for (ServiceModel.Method method : service.methods()) {
            unit.reserve(method.input().message().className);
            unit.reserve(method.output().message().className);
        }
    }

    void generate() {
        String name = service.className().simpleName();
        Docs.print(out, service.comment(), "The service `" + service.fullName() + "`.");
        context.deprecated(service.deprecated());
        if (Deprecation.isUsedBy(service)) {
            out.line("@" + context.lang("SuppressWarnings") + "(\"deprecation\")");
        }
        out.open("public final class " + name + " {");
        Docs.print(out, "", "The full name of the service.");
        out.line(
                "public static final "
                        + context.lang("String")
                        + " NAME = \""
                        + service.fullName()
                        + "\";");
        service.methods().forEach(this::descriptor);
        out.blank();
        out.line("private " + name + "() {}");
        String channel = context.name(ClassName.of("dev.duet.client", "Channel"));
        String client = service.clientClass().simpleName();
        out.blank();
        Docs.print(out, "", "Creates a client.");
        out.line("///");
        out.line("/// @param channel the connection to the server");
        out.line("/// @return the client, which any number of threads may use");
        out.open("public static " + client + " client(" + channel + " channel) {");
        out.line("return new " + client + "(channel);");
        out.close();
        service();
        client();
        out.close();
    }

    private void descriptor(ServiceModel.Method method) {
        String type = context.name(ClassName.of("dev.duet", "MethodDescriptor"));
        out.blank();
        Docs.print(out, "", "The method `" + method.name() + "`.");
        context.deprecated(method.deprecated());
        out.line(
                "public static final "
                        + type
                        + "<"
                        + boxed(method.input(), context)
                        + ", "
                        + boxed(method.output(), context)
                        + "> "
                        + method.constant()
                        + " =");
        out.list(
                "        new " + type + "<>(",
                List.of(
                        "NAME",
                        "\"" + method.name() + "\"",
                        type + ".Kind." + kind(method),
                        codec(method.input()),
                        codec(method.output())),
                ");");
    }

    private static String kind(ServiceModel.Method method) {
        if (method.clientStreams()) {
            return method.serverStreams() ? "BIDI_STREAMING" : "CLIENT_STREAMING";
        }
        return method.serverStreams() ? "SERVER_STREAMING" : "UNARY";
    }

    private String codec(ServiceModel.Type type) {
        return type.wrapper() != null
                ? context.runtime("Wrappers") + "." + type.wrapper()
                : context.name(type.message().className) + ".CODEC";
    }

    private static String boxed(ServiceModel.Type type, Context context) {
        return type.wrapper() != null
                ? FieldTypes.wrapped(type.wrapper(), context)
                : context.name(type.message().className);
    }

    private static String server(String simpleName, Context context) {
        return context.name(ClassName.of("dev.duet.server", simpleName));
    }

    private void service() {
        out.blank();
        Docs.print(
                out,
                "",
                "What a server implements. A method that is left out answers UNIMPLEMENTED.");
        out.open(
                "public interface "
                        + service.serviceClass().simpleName()
                        + " extends "
                        + server("Service", serviceContext)
                        + " {");
        for (ServiceModel.Method method : service.methods()) {
            handler(method);
        }
        String definition = server("ServiceDefinition", serviceContext);
        out.blank();
        out.line(context.override());
        out.open("default " + definition + " bind() {");
        bind(definition);
        out.close();
        out.close();
    }

    private void bind(String definition) {
        if (service.methods().isEmpty()) {
            out.line("return " + definition + ".builder(NAME).build();");
            return;
        }
        out.line("return " + definition + ".builder(NAME)");
        for (ServiceModel.Method method : service.methods()) {
            String add =
                    switch (kind(method)) {
                        case "UNARY" -> "unary";
                        case "SERVER_STREAMING" -> "serverStreaming";
                        case "CLIENT_STREAMING" -> "clientStreaming";
                        default -> "bidi";
                    };
            out.line(
                    "        ."
                            + add
                            + "("
                            + method.constant()
                            + ", this::"
                            + method.javaName()
                            + ")");
        }
        out.line("        .build();");
    }

    private void handler(ServiceModel.Method method) {
        String input = boxed(method.input(), serviceContext);
        String output = boxed(method.output(), serviceContext);
        String exception = context.lang("Exception");
        out.blank();
        Docs.print(out, method.comment(), "Handles the method `" + method.name() + "`.");
        out.line("///");
        var parameters = new ArrayList<String>();
        if (method.clientStreams()) {
            parameters.add(server("Requests", serviceContext) + "<" + input + "> requests");
            out.line("/// @param requests what the client sends");
        } else {
            parameters.add(input + " request");
            out.line("/// @param request what the client sends");
        }
        if (method.serverStreams()) {
            parameters.add(server("Responses", serviceContext) + "<" + output + "> responses");
            out.line("/// @param responses where the answers go");
        } else {
            out.line("/// @return the answer");
        }
        out.line("/// @throws " + exception + " to end the call with a status other than OK");
        context.deprecated(method.deprecated());
        String result = method.serverStreams() ? "void" : output;
        String start = "default " + result + " " + method.javaName() + "(";
        String line = start + String.join(", ", parameters) + ") throws " + exception + " {";
        if (out.fits(line)) {
            out.open(line);
        } else {
            out.list(start, parameters, ")");
            out.open("        throws " + exception + " {");
        }
        String status = context.name(ClassName.of("dev.duet", "Status"));
        out.line(
                "throw "
                        + status
                        + ".UNIMPLEMENTED.withDescription("
                        + method.constant()
                        + ".path()).exception();");
        out.close();
    }

    private void client() {
        String name = service.clientClass().simpleName();
        String channel = clientContext.name(ClassName.of("dev.duet.client", "Channel"));
        out.blank();
        Docs.print(out, "", "Calls the service. Any number of threads may use a client.");
        out.open("public static final class " + name + " {");
        out.line("private final " + channel + " channel;");
        out.blank();
        out.open("private " + name + "(" + channel + " channel) {");
        out.line("this.channel = channel;");
        out.close();
        for (ServiceModel.Method method : service.methods()) {
            call(method, false);
            call(method, true);
        }
        out.close();
    }

    private void call(ServiceModel.Method method, boolean withOptions) {
        String input = boxed(method.input(), clientContext);
        String output = boxed(method.output(), clientContext);
        String options = clientContext.name(ClassName.of("dev.duet", "CallOptions"));
        var parameters = new ArrayList<String>();
        var arguments = new ArrayList<String>();
        out.blank();
        Docs.print(out, method.comment(), "Calls the method `" + method.name() + "`.");
        out.line("///");
        if (!withOptions) {
            arguments.add(options + ".DEFAULT");
        }
        if (!method.clientStreams()) {
            out.line("/// @param request what to send");
            parameters.add(input + " request");
            arguments.addFirst("request");
        }
        if (withOptions) {
            out.line("/// @param options deadline, metadata and the like");
            parameters.add(options + " options");
            arguments.add("options");
        }
        if (method.clientStreams() || method.serverStreams()) {
            out.line("/// @return the call");
        } else {
            out.line("/// @return the answer");
            out.line("/// @throws dev.duet.StatusException if the status is another than OK");
        }
        context.deprecated(method.deprecated());
        String result = result(method, input, output);
        out.openList("public " + result + " " + method.javaName() + "(", parameters, ") {");
        if (withOptions) {
            arguments.addFirst(method.constant());
            String call =
                    switch (kind(method)) {
                        case "UNARY" -> "unary";
                        case "SERVER_STREAMING" -> "serverStreaming";
                        case "CLIENT_STREAMING" -> "clientStreaming";
                        default -> "bidi";
                    };
            out.list("return channel." + call + "(", arguments, ");");
        } else {
            out.list("return " + method.javaName() + "(", arguments, ");");
        }
        out.close();
    }

    private String result(ServiceModel.Method method, String input, String output) {
        return switch (kind(method)) {
            case "UNARY" -> output;
            case "SERVER_STREAMING" -> clientClass("ServerStreamingCall") + "<" + output + ">";
            case "CLIENT_STREAMING" ->
                    clientClass("ClientStreamingCall") + "<" + input + ", " + output + ">";
            default -> clientClass("BidiCall") + "<" + input + ", " + output + ">";
        };
    }

    private String clientClass(String simpleName) {
        return clientContext.name(ClassName.of("dev.duet.client", simpleName));
    }
}
