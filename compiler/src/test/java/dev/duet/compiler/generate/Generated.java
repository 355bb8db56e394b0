package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;

import dev.duet.compiler.Compilation;
import dev.duet.compiler.ProtoCompiler;
import dev.duet.proto.MessageCodec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A proto file of the table in `src/test/resources/generate`, what was generated of it, and the
/// classes that came of that.
final class Generated {
    static final Path PROTOS = Path.of("src/test/resources/generate");

    final String proto;
    final Compilation compilation;
    final Map<String, String> sources = new TreeMap<>();
    private ClassLoader classes;
    private Map<String, MessageCodec<?>> codecs;

    private Generated(String proto, Compilation compilation, String parameter) {
        this.proto = proto;
        this.compilation = compilation;
        CodeGeneratorResponse response = JavaGenerator.generate(compilation.request(parameter));
        assertThat(response.getError()).isEmpty();
        response.getFileList().forEach(file -> sources.put(file.getName(), file.getContent()));
    }

    static Generated of(String proto) {
        return of(proto, "");
    }

    static Generated of(String proto, String parameter) {
        return of(PROTOS, List.of(proto), parameter);
    }

    static Generated of(Path root, List<String> protos, String parameter) {
        return of(List.of(root), protos, parameter);
    }

    static Generated of(List<Path> roots, List<String> protos, String parameter) {
        Compilation compilation = new ProtoCompiler(roots).compile(protos);
        assertThat(compilation.diagnostics()).filteredOn(d -> d.isError()).isEmpty();
        return new Generated(protos.getFirst(), compilation, parameter);
    }

    /// The names of the proto files in the table.
    static List<String> table() {
        try (var files = Files.list(PROTOS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".proto"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The compiled classes, which must compile without a warning.
    ClassLoader classes() {
        if (classes == null) {
            classes = JavaSources.compile(sources);
        }
        return classes;
    }

    /// The message types of the file, nested ones too, but no map entries.
    List<Descriptor> messages() {
        return messages(List.of(proto));
    }

    /// The message types of some files, nested ones too, but no map entries.
    List<Descriptor> messages(List<String> protos) {
        var all = new ArrayList<Descriptor>();
        var files = new HashMap<String, FileDescriptor>();
        for (FileDescriptorProto file : compilation.files()) {
            FileDescriptor[] imports =
                    file.getDependencyList().stream()
                            .map(files::get)
                            .toArray(FileDescriptor[]::new);
            try {
                files.put(file.getName(), FileDescriptor.buildFrom(file, imports));
            } catch (DescriptorValidationException e) {
                throw new AssertionError(e);
            }
        }
        for (String name : protos) {
            files.get(name).getMessageTypes().forEach(type -> add(type, all));
        }
        return all;
    }

    private static void add(Descriptor type, List<Descriptor> all) {
        if (!type.getOptions().getMapEntry()) {
            all.add(type);
            type.getNestedTypes().forEach(nested -> add(nested, all));
        }
    }

    /// The codec of a message type.
    MessageCodec<?> codec(Descriptor type) {
        if (codecs == null) {
            codecs = new HashMap<>();
            for (String source : sources.keySet()) {
                String top = source.substring(0, source.length() - ".java".length());
                collect(load(top.replace('/', '.')));
            }
        }
        assertThat(codecs).containsKey(type.getFullName());
        return codecs.get(type.getFullName());
    }

    private void collect(Class<?> type) {
        if (dev.duet.proto.Message.class.isAssignableFrom(type)) {
            try {
                var codec = (MessageCodec<?>) type.getField("CODEC").get(null);
                codecs.put(codec.type().fullName(), codec);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            collect(nested);
        }
    }

    private Class<?> load(String name) {
        try {
            return classes().loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
