package dev.duet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://localhost:9090 | localhost:9090",
                "http://localhost:9090/ | localhost:9090",
                "http://localhost | localhost:80",
                "http://my_service:9090 | my_service:9090",
                "dns:///chat.example:1 | chat.example:1",
                "chat.example:1 | chat.example:1",
                "http://[::1]:5 | [::1]:5",
                "static:///a_b:1,127.0.0.1:2 | a_b:1",
                "unix:/run/chat.sock | localhost",
            })
    void theAuthorityIsHostAndPort(String target, String authority) {
        assertThat(Target.parse(target).authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x:1",
                "http://",
                "http://h:99999",
                "http://h:",
                "http://h:x",
                "http://h:1/path",
                "http://user@h:1",
                "http://h:1?x",
                "http://::1:5",
                "static:///",
                "static:///a:1,",
                "",
            })
    void everythingElseIsRefusedByName(String target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse(target))
                .withMessageContaining("not a target: " + target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://no-such-host.invalid:1", "static:///no-such-host.invalid:1"})
    void namesAreNotResolvedWhenAChannelIsMade(String target) {
        Channel.to(target).close();
        assertThat(Target.parse(target).resolver()).isNotNull();
    }
}
