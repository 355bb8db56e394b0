package dev.duet.compiler;

import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;

import dev.duet.compiler.generate.JavaGenerator;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// `protoc-gen-duet`: the generator as a plugin of protoc, buf and whatever else speaks its
/// protocol. Reads a request from standard input, writes the response to standard output.
///
/// Parameters: `java_package=…`, `mode=service`, `mode=client`.
public final class ProtocPlugin {
    private ProtocPlugin() {}

    /// Handles one request.
    ///
    /// @throws IOException if the request cannot be read
    public static void main(String[] arguments) throws IOException {
        CodeGeneratorRequest request = CodeGeneratorRequest.parseFrom(System.in);
        CodeGeneratorResponse response = JavaGenerator.generate(request);
        try (OutputStream out =
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
            response.writeTo(out);
        }
    }
}
