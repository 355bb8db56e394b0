package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "name, name",
        "first_name, firstName",
        "firstName, firstName",
        "FirstName, firstName",
        "FIRST_NAME, firstName",
        "URL, url",
        "URLPath, urlPath",
        "user_ID, userID",
        "_leading, leading",
        "trailing_, trailing",
        "md5sum, md5sum",
        "a_1, a1",
        "_1, _1",
        "class, class_",
        "hash_code, hashCode_",
        "_, __"
    })
    void fieldsBecomeComponents(String proto, String java) {
        assertThat(Names.component(proto, Set.of())).isEqualTo(java);
    }

    @ParameterizedTest
    @CsvSource({
        "chat, CHAT",
        "SayHello, SAY_HELLO",
        "say_hello, SAY_HELLO",
        "getHTTPUrl, GET_HTTP_URL",
        "HTTPGet, HTTP_GET"
    })
    void methodsBecomeConstants(String proto, String java) {
        assertThat(Names.constant(proto)).isEqualTo(java);
    }

    @Test
    void aNameThatIsTakenGetsAnUnderscore() {
        assertThat(Names.component("name", Set.of("name", "name_"))).isEqualTo("name__");
        assertThat(Names.declaredType("record")).isEqualTo("Record");
    }
}
