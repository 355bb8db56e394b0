package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whatever is called like something that Java has, or Duet, or the generated code itself: what is
/// generated compiles.
class NameClashesTest {
    /// Types that generated code uses or declares.
    private static final List<String> TYPES =
            List.of(
                    ("Boolean Class Deprecated Double Enum Exception Float Integer IO Iterable Long"
                                    + " Math Object Override Record String SuppressWarnings System"
                                    + " Thread Void IllegalStateException IllegalArgumentException"
                                    + " ArrayList Collections HashMap List Map Objects Set"
                                    + " Bytes BooleanList DoubleList EnumType Extension FieldInfo"
                                    + " FloatList IntList Lists LongList Maps Message"
                                    + " MessageBuilder MessageCodec MessageType Nullable"
                                    + " PackedReader PackedWriter ProtoEnum ProtoException"
                                    + " ProtoReader ProtoWriter ScalarType UnknownFields ValueType"
                                    + " Wrappers Any Timestamp Duration Struct TypeRegistry"
                                    + " CallOptions Code Deadline Metadata MethodDescriptor Status"
                                    + " BidiCall Channel ClientStreamingCall ServerStreamingCall"
                                    + " Requests Responses Server ServiceDefinition CallContext"
                                    + " Builder Client Codec Description Holder Kind Known Names"
                                    + " Service Type Unrecognized Values Wire")
                            .split(" "));

    /// Constants, members, variables and packages that generated code uses or declares.
    private static final List<String> MEMBERS =
            List.of(
                    ("CODEC DEFAULT EMPTY NAME TYPE UNARY VALUES LIST STRING TEXT"
                                    + " a add all at base bind bool boolean build build_partial"
                                    + " builder bytes call case cast channel class clear client"
                                    + " clone close codec com copy_of decode default"
                                    + " default_message describe dev double duet encode encoded"
                                    + " enum equals extension fields finalize float for frozen"
                                    + " from get get_class getClass golden goto has hash_code"
                                    + " hashCode i if import in instanceof int interface java key"
                                    + " lang list long map member merge merge1 message"
                                    + " message_codec missing name native new new_builder notify"
                                    + " notify_all notifyAll null number of old options ordinal"
                                    + " org other out package parse permits private proto public"
                                    + " put read read_tag record request requests responses return"
                                    + " sealed self set size static string super switch tag text"
                                    + " that this throws to to_builder to_byte_array to_string"
                                    + " toString true type unknown unknown_fields util value"
                                    + " value_of values var void wait when while wire with"
                                    + " write_delimited_to write_to yield _ __ _1 _a a_ A_ aB")
                            .split(" "));

    /// Where a name stands: `$`; with `@` in front, where a type of that name is meant.
    enum Place {
        MESSAGE(TYPES, "message $ { @$ self = 1; } " + users("User_A", "@$")),
        LARGE_MESSAGE(TYPES, everything("$", "@$")),
        ENUM(TYPES, "enum $ { Z_$ = 0; ONE_$ = 1; } " + everything("User_A", "@$")),
        NESTED_MESSAGE(TYPES, "message User_A { message $ { $ self = 1; } " + fields("$") + "}"),
        NESTED_ENUM(TYPES, "message User_A { enum $ { ZERO_ = 0; } " + fields("$") + "}"),
        INNERMOST(
                TYPES, "message In_A { message In { message $ {} " + fields("$") + "} In b = 1; }"),
        SERVICE(TYPES, "message User_A {} " + service("$", "User_A", "go")),
        TYPE_OF_ONEOF(TYPES, "message User_A { oneof $ { User_A a = 1; string b = 2; } }"),
        TYPE_OF_MEMBER(TYPES, "message User_A { oneof one { User_A $ = 1; string b = 2; } }"),
        FIELD(MEMBERS, "message User_A { string $ = 100; " + fields("User_A") + "}"),
        OPTIONAL_FIELD(MEMBERS, "message User_A { optional int32 $ = 1; User_A zz_z = 2; }"),
        REPEATED_FIELD(MEMBERS, "message User_A { repeated string $ = 1; User_A zz_z = 2; }"),
        MESSAGE_FIELD(MEMBERS, "message $ { @$ $ = 1; } " + service("Service_A", "@$", "Go")),
        MAP_FIELD(MEMBERS, "message User_A { map<string, User_A> $ = 1; }"),
        ONEOF(MEMBERS, "message User_A { oneof $ { string a_b = 1; User_A user = 2; } }"),
        MEMBER(MEMBERS, "message User_A { oneof one { string $ = 1; User_A user = 2; } }"),
        VALUE(MEMBERS, "enum Choice_A { $ = 0; } message User_A { Choice_A choice = 1; }"),
        VALUE_LIKE_A_TYPE(
                TYPES, "enum Choice_A { $ = 0; } message User_A { Choice_A choice = 1; }"),
        METHOD(MEMBERS, "message User_A {} " + service("Service_A", "User_A", "$")),
        METHOD_LIKE_A_TYPE(TYPES, "message User_A {} " + service("Service_A", "User_A", "$")),
        METHOD_LIKE_ITS_TYPE(MEMBERS, "message $ {} " + service("Service_A", "@$", "$")),
        PACKAGE(MEMBERS, "");

        final List<String> names;
        private final String text;

        Place(List<String> names, String text) {
            this.names = names;
            this.text = text;
        }

        String file(String name, String packageName) {
            String within = this == PACKAGE ? packageName + "." + name : packageName;
            String prefix = within.isEmpty() ? "." : "." + within + ".";
            String body = this == PACKAGE ? SMALL : text;
            return "syntax = \"proto3\";\n"
                    + (within.isEmpty() ? "" : "package " + within + ";\n")
                    + "import \"google/protobuf/wrappers.proto\";\n"
                    + "import \"google/protobuf/timestamp.proto\";\n"
                    + body.replace("@", prefix).replace("$", name);
        }
    }

    private static final String SMALL =
            "message User_A { User_A a = 1; repeated string b = 2; google.protobuf.Timestamp c = 3;"
                    + " }";

    @TempDir Path folder;

    /// A message and a service that use a type.
    private static String users(String name, String type) {
        return everything(name, type) + service("Service_A", type, "Go");
    }

    /// A message with fields of all kinds.
    private static String everything(String name, String type) {
        return "message " + name + " { " + fields(type) + "}\n";
    }

    private static String fields(String type) {
        return """
        %1$s one_a = 1;
        repeated %1$s many_a = 2;
        map<string, %1$s> by_name_a = 3;
        oneof choice_a {
          %1$s this_a = 4;
          string that_a = 5;
          sint64 number_a = 6;
        }
        bool yes_a = 7;
        int32 int_a = 8;
        double double_a = 9;
        float float_a = 10;
        bytes bytes_a = 11;
        string string_a = 12;
        int64 long_a = 13;
        optional bool maybe_yes_a = 14;
        optional int32 maybe_int_a = 15;
        optional double maybe_double_a = 16;
        optional float maybe_float_a = 17;
        optional bytes maybe_bytes_a = 18;
        optional string maybe_string_a = 19;
        optional int64 maybe_long_a = 20;
        repeated bool bools_a = 21;
        repeated int32 ints_a = 22;
        repeated double doubles_a = 23;
        repeated float floats_a = 24;
        repeated bytes byteses_a = 25;
        repeated string strings_a = 26;
        repeated int64 longs_a = 27;
        google.protobuf.Int32Value wrapped_a = 28;
        google.protobuf.Timestamp time_a = 29;
        Simple_A simple_a = 30 [deprecated = true];
        string redacted_a = 31 [debug_redact = true];
        enum Simple_A { ZERO_A = 0; ONE_A = 1; }
        reserved "gone_a";
        """
                .formatted(type);
    }

    private static String service(String name, String type, String method) {
        return """
        service %1$s {
          rpc %3$s(%2$s) returns (%2$s);
          rpc Down(%2$s) returns (stream %2$s);
          rpc Up(stream %2$s) returns (%2$s);
          rpc Both(stream %2$s) returns (stream %2$s);
          rpc Text(google.protobuf.StringValue) returns (google.protobuf.Int32Value);
        }
        """
                .formatted(name, type, method);
    }

    /// All of them at once.
    @ParameterizedTest
    @EnumSource(
            names = {
                "MESSAGE",
                "LARGE_MESSAGE",
                "ENUM",
                "NESTED_MESSAGE",
                "NESTED_ENUM",
                "SERVICE"
            })
    void compilesWithoutAPackage(Place place) throws IOException {
        List<String> protos = new ArrayList<>();
        for (int i = 0; i < place.names.size(); i++) {
            String proto = "n" + i + ".proto";
            String text = place.file(place.names.get(i), "").replace("_A", "_A" + i);
            Files.writeString(folder.resolve(proto), text);
            protos.add(proto);
        }
        assertThat(Generated.of(folder, protos, "").classes()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message M { optional int32 foo_bar = 1; optional int32 fooBar = 2; }",
                "message M { optional int32 FOO = 1; optional int32 Foo = 2; map<int32, M> foo_ ="
                        + " 3; }",
                "message M { optional int32 has_a = 1; optional int32 a = 2; repeated int32 b = 3;"
                        + " repeated int32 add_b = 4; map<int32, M> c = 5; optional M put_c = 6;"
                        + " optional int32 a_or_default = 7; }",
                "message foo {} message Foo {} message fOO {} message FOO { optional Foo a = 1;"
                        + " optional foo b = 2; optional fOO c = 3; } enum fOo { X = 0; }",
                "message M { message foo {} message Foo {} enum FOO { X = 0; } oneof fOO { Foo a ="
                        + " 1; foo b = 2; FOO c = 3; } }",
                "message M { oneof foo { Foo foo_ = 1; M FOO = 2; M Foo_ = 3; } message Foo {} }",
                "message M { oneof a { int32 b = 1; int32 B = 2; } oneof A { int32 b_ = 3; } }",
                "enum E { option allow_alias = true; a = 0; A = 0; Known = 2; Description = 3; E_ ="
                    + " 4; Unrecognized = 5; of = 6; type = 7; List = 8; String = 9; values = 10;"
                    + " valueOf = 11; ordinal = 12; TYPE = 7; EnumType = 14; b = 14; B = 14; }",
                "message M { enum E { M = 0; N = 1; } optional E e = 1 [default = N]; }",
                "service S { rpc GetFoo(M) returns (M); rpc getFoo(M) returns (M); rpc get_foo(M)"
                        + " returns (M); rpc GETFOO(M) returns (M); rpc Bind(M) returns (M); }"
                        + " message M {}",
                "message GET_IT {} service S { rpc GetIt(GET_IT) returns (GET_IT); }",
                "message chat {} service Chat { rpc chat(.collide.chat) returns (.collide.chat); }"
                        + " service CHAT { rpc Chat(.collide.chat) returns (.collide.chat); }",
                "message FOO { extensions 1 to 100; optional FOO x = 101; } message Foo {} extend"
                    + " FOO { optional FOO foo = 1; optional Foo fOO = 2; repeated FOO Foo_ = 3; }"
                    + " message M { extend .collide.FOO { optional .collide.FOO FOO = 4; optional"
                    + " int32 codec = 5; optional int32 default = 6; } optional .collide.FOO f = 1;"
                    + " }",
                "message M { extensions 1 to 9; enum E { A = 0; B = 1; } extend M { optional E e ="
                    + " 1 [default = B]; repeated F f = 2; optional int32 o = 3; optional int32 t ="
                    + " 4; } oneof O { E a = 10; string T = 11; } message Inner { optional E g = 1;"
                    + " } } enum F { X = 0; }",
                "message Con {} message Aux { optional Con con = 1; } enum COM1 { X = 0; }",
                "message P0 {} message P0Extensions { extensions 1; } extend P0Extensions {"
                        + " optional P0 p = 1; }",
                "message M { optional M _1 = 1; optional M __ = 2; optional M a_1 = 3; optional M"
                    + " a1_ = 4; optional .collide._2 _2 = 5; } message _2 { optional .collide._2"
                    + " _1 = 1; }"
            })
    void compilesWhereNamesCollide(String body) throws IOException {
        Files.writeString(
                folder.resolve("p0.proto"), "syntax = \"proto2\";\npackage collide;\n" + body);

        for (String mode : new String[] {"stubs", "service", "client"}) {
            Generated generated = Generated.of(folder, List.of("p0.proto"), "mode=" + mode);
            assertThat(generated.classes()).isNotNull();
            assertThat(generated.sources.keySet())
                    .as("files on a system that knows no capitals")
                    .extracting(String::toLowerCase)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource
    void compilesInAPackage(Place place) throws IOException {
        List<String> protos = new ArrayList<>();
        for (int i = 0; i < place.names.size(); i++) {
            String proto = "n" + i + ".proto";
            String text = place.file(place.names.get(i), "clash.n" + i);
            Files.writeString(folder.resolve(proto), text);
            protos.add(proto);
        }
        assertThat(Generated.of(folder, protos, "").classes()).isNotNull();
    }
}
