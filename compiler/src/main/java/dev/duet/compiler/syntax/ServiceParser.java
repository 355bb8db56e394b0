package dev.duet.compiler.syntax;

import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.Service;

/// Reads services.
final class ServiceParser {
    private static final int NAME = 1;
    private static final int METHOD = 2;
    private static final int OPTIONS = 3;
    private static final int METHOD_OPTIONS = 4;

    private final Cursor cursor;
    private final OptionParser options;
    private final TypeNameParser types;

    ServiceParser(Cursor cursor, OptionParser options, TypeNameParser types) {
        this.cursor = cursor;
        this.options = options;
        this.types = types;
    }

    /// From `service` to the closing brace.
    void definition(Service service, Location location) {
        service.path = location.path();
        cursor.consume("service");
        service.nameAt = cursor.token.start;
        Location nameLocation = cursor.open(location, NAME);
        service.name = cursor.consumeIdentifier("Expected service name.");
        cursor.close(nameLocation);
        cursor.endDeclaration('{', location);
        while (!cursor.tryEndDeclaration('}', null)) {
            if (cursor.atEnd()) {
                throw cursor.fail("Reached end of input in service definition (missing '}').");
            }
            try {
                statement(service, location);
            } catch (SyntaxAbort _) {
                cursor.skipStatement();
            }
        }
        cursor.close(location);
    }

    private void statement(Service service, Location location) {
        if (cursor.tryEndDeclaration(';', null)) {
            return;
        }
        if (cursor.at("option")) {
            options.statement(service, location, OPTIONS);
        } else {
            method(service, cursor.open(location, METHOD, service.methods.size()));
        }
    }

    private void method(Service service, Location location) {
        var method = new Method(service);
        service.methods.add(method);
        method.path = location.path();
        cursor.consume("rpc");
        method.nameAt = cursor.token.start;
        Location nameLocation = cursor.open(location, NAME);
        method.name = cursor.consumeIdentifier("Expected method name.");
        cursor.close(nameLocation);

        cursor.consume('(');
        method.clientStreaming = stream(location, 5);
        method.inputAt = cursor.token.start;
        Location input = cursor.open(location, 2);
        method.inputName = types.userType();
        cursor.close(input);
        cursor.consume(')');

        cursor.consume("returns");
        cursor.consume('(');
        method.serverStreaming = stream(location, 6);
        method.outputAt = cursor.token.start;
        Location output = cursor.open(location, 3);
        method.outputName = types.userType();
        cursor.close(output);
        cursor.consume(')');

        if (cursor.at('{')) {
            method.hasOptionBlock = true;
            optionBlock(method, location);
        } else {
            cursor.endDeclaration(';', location);
        }
        cursor.close(location);
    }

    private boolean stream(Location location, int field) {
        if (!cursor.at("stream")) {
            return false;
        }
        cursor.openToken(location, field);
        cursor.consume("stream");
        return true;
    }

    private void optionBlock(Method method, Location location) {
        cursor.endDeclaration('{', location);
        while (!cursor.tryEndDeclaration('}', null)) {
            if (cursor.atEnd()) {
                throw cursor.fail("Reached end of input in method options (missing '}').");
            }
            if (cursor.tryEndDeclaration(';', null)) {
                continue;
            }
            try {
                options.statement(method, location, METHOD_OPTIONS);
            } catch (SyntaxAbort _) {
                cursor.skipStatement();
            }
        }
    }
}
