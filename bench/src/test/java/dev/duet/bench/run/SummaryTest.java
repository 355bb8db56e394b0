package dev.duet.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class SummaryTest {
    private static final List<Sample> SAMPLES =
            List.of(
                    sample("grpc-java default", 1, 100),
                    sample("grpc-java direct", 1, 400),
                    sample("grpc-java virtual threads", 1, 500),
                    sample("Duet", 1, 900),
                    sample("bytes echoed", 1, 9_000),
                    sample("grpc-java default", 2, 300),
                    sample("grpc-java direct", 2, 200),
                    sample("Duet", 2, 1_100),
                    sample("Duet", 3, 5_000));

    @Test
    void takesMiddleValues() {
        List<Summary> summaries = Summary.of(SAMPLES);

        assertThat(summaries)
                .extracting(Summary::server, Summary::value, Summary::lowest, Summary::highest)
                .contains(
                        tuple("grpc-java default", 200.0, 100.0, 300.0),
                        tuple("Duet", 1_100.0, 900.0, 5_000.0));
    }

    @Test
    void comparesWithANamedPeer() {
        Target target = new Target("many-4x100", "Duet", "grpc-java default", 10);

        assertThat(target.ratio(Summary.of(SAMPLES)))
                .hasValueSatisfying(ratio -> assertThat(ratio).isCloseTo(5.5, within(1e-9)));
    }

    @Test
    void comparesWithTheFastestPeerButNotWithThePhysicalLimit() {
        Target target = new Target("many-4x100", "Duet", Target.FASTEST, 2);

        assertThat(target.ratio(Summary.of(SAMPLES)))
                .hasValueSatisfying(ratio -> assertThat(ratio).isCloseTo(2.2, within(1e-9)));
    }

    @Test
    void comparesNothingThatWasNotMeasured() {
        assertThat(new Target("unary-busy", "Duet", Target.FASTEST, 2).ratio(Summary.of(SAMPLES)))
                .isEmpty();
        assertThat(
                        new Target("many-4x100", "Duet non-blocking", Target.FASTEST, 2)
                                .ratio(Summary.of(SAMPLES)))
                .isEmpty();
    }

    @Test
    void everyTargetNamesAScenarioThatExists() {
        assertThat(Scenario.ALL)
                .extracting(Scenario::name)
                .containsAll(Target.ALL.stream().map(Target::scenario).toList());
    }

    @Test
    void everyCeilingNamesAScenarioWhereLessIsBetter() {
        assertThat(Ceiling.ALL)
                .allMatch(one -> Scenario.named(one.scenario()).count().lessIsBetter());
    }

    @Test
    void lessIsTheBetterRatioWhereMemoryIsCounted() {
        List<Summary> summaries =
                Summary.of(
                        List.of(
                                new Sample("idle-streams", "Duet", 1, 2_000, 30, 400),
                                new Sample("idle-streams", "grpc-java direct", 1, 3_000, 60, 500)));

        assertThat(Scenario.named("idle-streams").ratio(summaries.get(0), summaries.get(1)))
                .isEqualTo(1.5);
        assertThat(Report.of(List.of(), summaries))
                .contains("| server | bytes (less is better) |")
                .contains("| idle-streams | Duet | at most 1700 bytes | 2000 bytes **missed** |");
    }

    @Test
    void roundsStayWithinWhatAScenarioNeeds() {
        assertThat(Scenario.named("unary-lone").rounds().of(3)).isEqualTo(9);
        assertThat(Scenario.named("unary-busy").rounds().of(3)).isEqualTo(3);
        assertThat(Scenario.named("idle-streams").rounds().of(3)).isEqualTo(1);
    }

    @Test
    void samplesSurviveTheirFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("samples.csv");
        SampleFile.write(file, List.of("some machine"), SAMPLES);

        assertThat(SampleFile.read(file)).isEqualTo(SAMPLES);
        assertThat(SampleFile.readRemarks(file)).containsExactly("some machine");
    }

    @Test
    void reportAndPlotShowRatesAndMissedAims() {
        List<Summary> summaries = Summary.of(SAMPLES);

        assertThat(Report.of(List.of("some machine"), summaries))
                .contains("| grpc-java default | 200 | 100 – 300 | 5.50 × | 1.50 µs | 64 MiB |")
                .contains("| many-4x100 | Duet | 10.0 × grpc-java default | 5.50 × **missed** |");
        assertThat(Plot.of(summaries)).contains("4 × 100 streams").contains("class=\"ours\"");
    }

    @Test
    void ratesHaveThreeDigits() {
        assertThat(List.of(8_512.0, 85_120.0, 138_400.0, 1_371_000.0))
                .extracting(Report::rate)
                .containsExactly("8512", "85.1 k", "138 k", "1.37 M");
    }

    private static Sample sample(String server, int round, double rate) {
        return new Sample("many-4x100", server, round, rate, 1.5, 64);
    }
}
