package dev.duet.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** What the goal tells an IDE, and what it prints. */
class GenerateMojoTest {
    private static final String BROKEN =
            """
            syntax = "proto3";
            message Order {
              Thing thing = 1;
            }
            """;

    @TempDir Path folder;

    private final RecordingContext ide = new RecordingContext();
    private final List<String> log = new ArrayList<>();
    private final Properties user = new Properties();
    private final Set<Artifact> dependencies = new HashSet<>();
    private Path proto;
    private File output;

    @BeforeEach
    void source() throws IOException {
        proto = Files.createDirectories(folder.resolve("proto")).resolve("order.proto");
        output = folder.resolve("java").toFile();
    }

    private static final class NoToolchains implements ToolchainManager {
        @Override
        public Toolchain getToolchainFromBuildContext(String type, MavenSession session) {
            return null;
        }

        @Override
        public List<Toolchain> getToolchains(
                MavenSession session, String type, Map<String, String> requirements) {
            return List.of();
        }
    }

    private void generate(String text) throws Exception {
        generate(text, FileTime.from(Instant.now()));
    }

    private void generate(String text, FileTime changed) throws Exception {
        Files.writeString(proto, text);
        Files.setLastModifiedTime(proto, changed);
        var build = new Build();
        build.setDirectory(folder.resolve("target").toString());
        var model = new Model();
        model.setBuild(build);
        var request = new DefaultMavenExecutionRequest().setUserProperties(user);
        @SuppressWarnings("deprecation")
        var session = new MavenSession(null, null, request, new DefaultMavenExecutionResult());
        var mojo = new GenerateMojo(new NoToolchains(), ide.ide());
        mojo.setLog(
                new SystemStreamLog() {
                    @Override
                    public void error(CharSequence line) {
                        log.add(line.toString());
                    }
                });
        set(mojo, "source", proto.getParent().toFile());
        set(mojo, "output", output);
        var project = new MavenProject(model);
        project.setArtifacts(dependencies);
        set(mojo, "project", project);
        set(mojo, "session", session);
        set(mojo, "pluginArtifacts", classPath());
        mojo.execute();
    }

    private static void set(GenerateMojo mojo, String parameter, Object value) throws Exception {
        var field = GenerateMojo.class.getDeclaredField(parameter);
        field.setAccessible(true);
        field.set(mojo, value);
    }

    private static List<Artifact> classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        String all = surefire == null ? System.getProperty("java.class.path") : surefire;
        var artifacts = new ArrayList<Artifact>();
        for (String file : all.split(File.pathSeparator)) {
            artifacts.add(artifact(new File(file)));
        }
        return artifacts;
    }

    private static Artifact artifact(File file) {
        var handler = new DefaultArtifactHandler("jar");
        var artifact = new DefaultArtifact("a", "a", "1", "runtime", "jar", null, handler);
        artifact.setFile(file);
        return artifact;
    }

    @Test
    void inEclipseAnErrorIsShownBesideItsLine() {
        user.put("m2e.version", "2");

        assertThatThrownBy(() -> generate(BROKEN)).isInstanceOf(MojoFailureException.class);
        assertThat(ide.messages).containsExactly("error order.proto 3 3 \"Thing\" is not defined.");
        assertThat(ide.removed).containsExactly(proto.toFile());
        assertThat(log).isEmpty();
    }

    @Test
    void onTheCommandLineAnErrorIsPrinted() {
        assertThatThrownBy(() -> generate(BROKEN))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("order.proto:3:3: \"Thing\" is not defined.");
        assertThat(ide.messages).isEmpty();
        assertThat(log)
                .containsExactly(
                        proto + ":3:3: \"Thing\" is not defined.",
                        "      Thing thing = 1;",
                        "      ^");
    }

    @Test
    void aMendedFileLosesItsMarkersAndTheIdeSeesTheJava() throws Exception {
        user.put("m2e.version", "2");
        assertThatThrownBy(() -> generate(BROKEN)).isInstanceOf(MojoFailureException.class);
        ide.messages.clear();
        ide.removed.clear();

        generate(BROKEN.replace("Thing thing", "string thing"));

        assertThat(ide.messages).isEmpty();
        assertThat(ide.removed).containsExactly(proto.toFile());
        assertThat(ide.refreshed).containsExactly(output);
        assertThat(output.toPath().resolve("Order.java")).exists();
    }

    @Test
    void whatIsBroughtBackAfterAFailureIsGeneratedAgain() throws Exception {
        user.put("m2e.version", "2");
        String mended = BROKEN.replace("Thing thing", "string thing");
        FileTime past = FileTime.fromMillis(1_000_000_000_000L);
        generate(mended, past);
        assertThatThrownBy(() -> generate(BROKEN)).isInstanceOf(MojoFailureException.class);
        ide.removed.clear();

        generate(mended, past);

        assertThat(ide.removed).containsExactly(proto.toFile());
    }

    @Test
    void builtInTypesAreGeneratedUnlessADependencyHasThem() throws Exception {
        String text =
                BROKEN.replace("Thing", "google.protobuf.compiler.Version")
                        + "import \"google/protobuf/compiler/plugin.proto\";";
        Path java = output.toPath().resolve("com/google/protobuf/compiler/Version.java");
        generate(text);
        assertThat(java).exists();

        Path classes = folder.resolve("things/target/classes");
        Path compiled = classes.resolve("com/google/protobuf/compiler/Version.class");
        Files.createDirectories(compiled.getParent());
        Files.createFile(compiled);
        Files.writeString(classes.resolve("thing.proto"), "syntax = \"proto3\";");
        dependencies.add(artifact(classes.toFile()));
        generate(text);

        assertThat(java).doesNotExist();
        assertThat(output.toPath().resolve("Order.java")).exists();
    }

    @Test
    void eclipseIsToldToRunTheGoal() throws Exception {
        try (var mapping =
                GenerateMojo.class.getResourceAsStream(
                        "/META-INF/m2e/lifecycle-mapping-metadata.xml")) {
            assertThat(mapping).isNotNull();
            assertThat(new String(mapping.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("<goal>generate</goal>", "<runOnIncremental>true</runOnIncremental>");
        }
    }
}
