package dev.duet.internal.http2.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.internal.http2.hpack.HeaderField;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

class HeaderRulesTest {
    private static final String POST = ":method=POST|:scheme=http|:path=/s/m|";

    @ParameterizedTest
    @ValueSource(
            strings = {
                POST,
                POST + ":authority=a",
                ":path=/|:authority=a|:scheme=https|:method=GET|x=y",
                POST + "te=trailers",
                POST + "x-a_b.c!#$%&'*+^`~0=\u00ff\u0080 \t!",
                POST + "x= white space around ",
                POST + "x=",
                ":method=CONNECT|:authority=a:1",
                ":method=OPTIONS|:scheme=http|:path=*",
            })
    void wellFormedRequests(String list) throws Http2Exception {
        HeaderRules.checkRequest(1, fields(list));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x=y",
                ":method=POST|:scheme=http|",
                ":method=POST|:path=/|",
                ":scheme=http|:path=/|",
                ":method=POST|:scheme=http|:path=|",
                POST + ":path=/",
                POST + ":method=GET",
                POST + ":scheme=http",
                POST + ":authority=a|:authority=a",
                POST + ":status=200",
                POST + ":protocol=websocket",
                POST + ":=x",
                POST + "x=y|:authority=a",
                "x=y|" + POST,
                ":method=CONNECT|:authority=a:1|:path=/",
                ":method=CONNECT",
                ":method=POST|:authority=a:1",
                POST + "Upper=x",
                POST + "x y=z",
                POST + "x\u0000=z",
                POST + "x\u007f=z",
                POST + "x\u00e9=z",
                POST + "x:y=z",
                POST + "=z",
                POST + "x=a\nb",
                POST + "x=a\rb",
                POST + "x=a\u0000b",
                ":method=PO\nST|:scheme=http|:path=/",
                POST + "connection=close",
                POST + "keep-alive=1",
                POST + "proxy-connection=close",
                POST + "transfer-encoding=chunked",
                POST + "upgrade=h2c",
                POST + "te=gzip",
                POST + "te=trailers, deflate",
            })
    void malformedRequests(String list) {
        assertThatThrownBy(() -> HeaderRules.checkRequest(7, fields(list)))
                .isInstanceOfSatisfying(
                        Http2Exception.class,
                        e -> {
                            assertThat(e.streamId()).isEqualTo(7);
                            assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL_ERROR);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {":status=200", ":status=100|x=y", ":status=999"})
    void wellFormedResponses(String list) throws Http2Exception {
        HeaderRules.checkResponse(1, fields(list));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x=y",
                ":status=",
                ":status=20",
                ":status=2000",
                ":status=2x0",
                ":status=099",
                ":status=101",
                ":status=200|:status=200",
                ":status=200|:path=/",
                "x=y|:status=200",
                ":status=200|connection=close",
                ":status=200|X=y",
            })
    void malformedResponses(String list) {
        assertThatThrownBy(() -> HeaderRules.checkResponse(1, fields(list)))
                .isInstanceOf(Http2Exception.class);
    }

    @Test
    void trailersHaveNoPseudoHeaders() throws Http2Exception {
        HeaderRules.checkTrailers(1, fields("grpc-status=0|grpc-message= ok "));
        HeaderRules.checkTrailers(1, fields(""));
        for (String list : List.of(":status=200", "x=y|:path=/", "X=y", "upgrade=h2c")) {
            assertThatThrownBy(() -> HeaderRules.checkTrailers(1, fields(list)))
                    .isInstanceOf(Http2Exception.class);
        }
    }

    @Test
    void contentLength() throws Http2Exception {
        assertThat(HeaderRules.contentLength(1, fields(POST))).isEqualTo(-1);
        assertThat(HeaderRules.contentLength(1, fields("content-length=0"))).isZero();
        assertThat(HeaderRules.contentLength(1, fields("content-length=5|content-length=05")))
                .isEqualTo(5);
        assertThat(HeaderRules.contentLength(1, fields("content-length=999999999999999999")))
                .isEqualTo(999_999_999_999_999_999L);
        for (String list :
                List.of(
                        "content-length=",
                        "content-length=-1",
                        "content-length=1 ",
                        "content-length=1000000000000000000",
                        "content-length=1|content-length=2")) {
            assertThatThrownBy(() -> HeaderRules.contentLength(1, fields(list)))
                    .isInstanceOf(Http2Exception.class);
        }
    }

    /// `name=value` pairs with bars between.
    private static List<HeaderField> fields(String list) {
        return Arrays.stream(list.split("\\|"))
                .filter(pair -> !pair.isEmpty())
                .map(
                        pair -> {
                            int equals = pair.indexOf('=');
                            return new HeaderField(
                                    pair.substring(0, equals), pair.substring(equals + 1));
                        })
                .toList();
    }
}
