package dev.duet.compiler.oracle;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The real protoc, which says what is right.
final class Protoc {
    private static final int FILES_PER_RUN = 200;

    private final Path executable;
    private final List<Path> protoPaths;

    Protoc(Path executable, List<Path> protoPaths) {
        this.executable = executable;
        this.protoPaths = protoPaths;
    }

    /// What a run of it gave.
    record Run(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /// The descriptors of files, with source info, in the order given.
    FileDescriptorSet descriptors(List<String> names) throws IOException, InterruptedException {
        FileDescriptorSet.Builder all = FileDescriptorSet.newBuilder();
        for (int from = 0; from < names.size(); from += FILES_PER_RUN) {
            List<String> part = names.subList(from, Math.min(names.size(), from + FILES_PER_RUN));
            Path out = Files.createTempFile("protoc", ".binpb");
            try {
                Run run = run(part, "--descriptor_set_out=" + out, "--include_source_info");
                if (!run.succeeded()) {
                    throw new IOException(run.output());
                }
                all.addAllFile(FileDescriptorSet.parseFrom(Files.readAllBytes(out)).getFileList());
            } finally {
                Files.delete(out);
            }
        }
        return all.build();
    }

    /// Runs it over files.
    Run run(List<String> names, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(executable.toString());
        for (Path path : protoPaths) {
            command.add("-I" + path);
        }
        command.addAll(List.of(options));
        command.addAll(names);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), output);
    }
}
