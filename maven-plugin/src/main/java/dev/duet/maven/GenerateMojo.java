package dev.duet.maven;

import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.build.BuildContext;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

import javax.inject.Inject;

/**
 * Generates Java records and stubs from the project's {@code .proto} files and adds them to the
 * sources that are compiled.
 *
 * <p>Maven may run on an older Java than Duet needs. The compiler is therefore started in a JVM of
 * its own, on the JDK that the toolchains plugin selected, or else on Maven's own; if that one is
 * too old, on one of those in {@code toolchains.xml}.
 *
 * <p>Imports are also looked for in the dependencies. Of what is found there no Java is generated:
 * the dependency has it. The project's own protos go into its jar for the same purpose.
 *
 * <p>In Eclipse, the goal runs as often as protos change, and errors are shown beside their lines.
 */
@Mojo(
        name = "generate",
        defaultPhase = LifecyclePhase.GENERATE_SOURCES,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class GenerateMojo extends AbstractMojo {
    private static final int OLDEST_JAVA = 25;

    /** The folder that holds the {@code .proto} files; imports are looked for here too. */
    @Parameter(defaultValue = "${project.basedir}/src/main/proto", property = "duet.source")
    private File source;

    /**
     * The folder for the generated Java files. Generated files there that come of no proto any more
     * are deleted; files that a person wrote stay as they are.
     */
    @Parameter(
            defaultValue = "${project.build.directory}/generated-sources/duet",
            property = "duet.output")
    private File output;

    /** More folders in which imports are looked for. */
    @Parameter private List<File> protoPaths = List.of();

    /** The Java package of everything generated, instead of what the files say. */
    @Parameter(property = "duet.javaPackage")
    private String javaPackage;

    /**
     * Puts the {@code .proto} files into the jar, so that those of other projects can import them.
     */
    @Parameter(property = "duet.packageProtos", defaultValue = "true")
    private boolean packageProtos;

    /** Generates nothing. */
    @Parameter(property = "duet.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true)
    private List<Artifact> pluginArtifacts;

    private final ToolchainManager toolchains;
    private final BuildContext ide;

    /** What Maven creates. */
    @Inject
    public GenerateMojo(ToolchainManager toolchains, BuildContext ide) {
        this.toolchains = toolchains;
        this.ide = ide;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            return;
        }
        try {
            generate();
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot generate from " + source + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted while generating", e);
        }
    }

    private void generate()
            throws IOException, InterruptedException, MojoExecutionException, MojoFailureException {
        var protos = new TreeMap<String, Long>();
        collect(source.toPath(), ".proto", protos);
        Path stamp = Path.of(project.getBuild().getDirectory(), "duet", "generated.txt");
        if (protos.isEmpty()) {
            getLog().info("No .proto files in " + source);
            if (Files.deleteIfExists(stamp) && output.isDirectory()) {
                GeneratedFolder.at(output.toPath()).clear();
                ide.refresh(output);
            }
            return;
        }
        if (packageProtos) {
            addResources();
        }
        List<File> imports = new ArrayList<>(protoPaths);
        imports.addAll(dependenciesWithProtos());
        for (File path : imports) {
            if (path.isDirectory()) {
                collect(path.toPath(), ".proto", protos);
            } else {
                protos.put(path.getPath(), path.lastModified());
            }
        }
        project.addCompileSourceRoot(output.getPath());
        String state = protos + "\n" + output + "\n" + javaPackage + "\n" + classPathState();
        if (Files.exists(stamp)
                && Files.isDirectory(output.toPath())
                && Files.readString(stamp).equals(state)) {
            getLog().info("Nothing to generate: up to date");
            return;
        }
        new Markers(ide).remove(protos.keySet());
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, ""); // if this fails, what was there before is not up to date
        run(imports);
        ide.refresh(output);
        Files.writeString(stamp, state);
    }

    private void addResources() {
        var resource = new Resource();
        resource.setDirectory(source.getPath());
        resource.addInclude("**/*.proto");
        project.addResource(resource);
    }

    /** The jars, and folders of classes, with {@code .proto} files in them. */
    private List<File> dependenciesWithProtos() throws IOException {
        var found = new ArrayList<File>();
        for (Artifact artifact : project.getArtifacts()) {
            File file = artifact.getFile();
            if (file == null || !file.exists()) {
                continue;
            }
            if (file.isDirectory()) {
                var protos = new TreeMap<String, Long>();
                collect(file.toPath(), ".proto", protos);
                if (!protos.isEmpty()) {
                    found.add(file);
                }
            } else if (file.getName().endsWith(".jar")) {
                try (var jar = new ZipFile(file)) {
                    if (jar.stream().anyMatch(entry -> entry.getName().endsWith(".proto"))) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    private void run(List<File> imports)
            throws IOException, InterruptedException, MojoExecutionException, MojoFailureException {
        Path fresh = Path.of(project.getBuild().getDirectory(), "duet", "fresh");
        delete(fresh);
        Files.createDirectories(fresh);
        Process process =
                new ProcessBuilder(command(fresh, imports)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new ArrayList<String>();
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(said::add);
        }
        boolean failed = process.waitFor() != 0;
        boolean shown = isInEclipse() && new Markers(ide).show(said);
        if (failed && !shown) {
            said.forEach(getLog()::error);
        }
        if (failed) {
            String first = said.isEmpty() ? "the compiler said nothing" : said.get(0);
            throw new MojoFailureException("Cannot generate Java: " + first);
        }
        said.forEach(getLog()::debug);
        var files = new TreeMap<String, Long>();
        collect(fresh, ".java", files);
        for (Path kept : GeneratedFolder.at(output.toPath()).replace(fresh)) {
            getLog().warn("Kept " + kept + ": it was not generated");
        }
        delete(fresh);
        int count = files.size();
        getLog().info("Generated " + count + (count == 1 ? " file" : " files") + " in " + output);
    }

    /** Elsewhere, what is said to the IDE would be in the log, for a second time. */
    private boolean isInEclipse() {
        return session.getUserProperties().containsKey("m2e.version");
    }

    private List<String> command(Path target, List<File> imports) throws MojoExecutionException {
        String classPath =
                pluginArtifacts.stream()
                        .map(artifact -> artifact.getFile().getPath())
                        .collect(Collectors.joining(File.pathSeparator));
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.addAll(List.of("-cp", classPath, "dev.duet.cli.Main", "generate"));
        command.addAll(List.of("--input", source.getPath(), "--output", target.toString()));
        command.addAll(List.of("--proto-path", source.getPath()));
        for (File path : imports) {
            command.addAll(List.of("--proto-path", path.getPath()));
        }
        if (javaPackage != null) {
            command.addAll(List.of("--java-package", javaPackage));
        }
        return command;
    }

    private String java() throws MojoExecutionException {
        Toolchain jdk = toolchains.getToolchainFromBuildContext("jdk", session);
        String found = jdk == null ? null : jdk.findTool("java");
        if (found != null) {
            return found;
        }
        if (Runtime.version().feature() < OLDEST_JAVA) {
            Map<String, String> enough = Map.of("version", "[" + OLDEST_JAVA + ",)");
            for (Toolchain candidate : toolchains.getToolchains(session, "jdk", enough)) {
                if (candidate.findTool("java") != null) {
                    return candidate.findTool("java");
                }
            }
            throw new MojoExecutionException(
                    "Duet needs JDK 25 or newer, and Maven runs on "
                            + Runtime.version().feature()
                            + ". Select one with the maven-toolchains-plugin"
                            + " (goal select-jdk-toolchain, version [25,)), name one in"
                            + " toolchains.xml, or set JAVA_HOME.");
        }
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String classPathState() {
        var state = new StringBuilder();
        for (Artifact artifact : pluginArtifacts) {
            File file = artifact.getFile();
            state.append(file).append(' ').append(file.lastModified()).append('\n');
        }
        return state.toString();
    }

    /** Takes note of the files in a folder, and of when they were written. */
    private static void collect(Path root, String suffix, TreeMap<String, Long> into)
            throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(suffix)) {
                            into.put(file.toString(), attributes.lastModifiedTime().toMillis());
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException problem)
                            throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
