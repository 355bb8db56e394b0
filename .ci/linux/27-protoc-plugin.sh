#!/usr/bin/env bash
# protoc-gen-duet under protoc and under buf: the same files as by the tool itself.
set -euo pipefail
# shellcheck source=checks.bash
. .ci/linux/checks.bash
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work" "$work-include"' EXIT
"$root/duet" --version >/dev/null
oracle=$root/compiler/target/oracle # there after `mvn verify`
chmod +x "$oracle/protoc.exe"
cp compiler/src/test/resources/generate/{editions,names,services,wellknown}.proto "$work"
cd "$work"
export PATH=$root:$PATH

run "$root/duet" generate -i . -o ours
check "duet generate" is "$code" 0

mkdir protoc linked "$work-include"
(cd "$work-include" && "$("$root/duet" --print-java-home)/bin/jar" -xf "$oracle"/protobuf-java-*.jar)
protoc() { "$oracle/protoc.exe" -I. -I"$work-include" "$@"; }
run protoc --duet_out=protoc ./*.proto
check "protoc finds the plugin on the PATH" is "$code" 0
run diff -r ours protoc
check "and writes the same files" is "$code" 0
ln -s "$root/protoc-gen-duet" plugin
run protoc --plugin=protoc-gen-duet=plugin --duet_out=java_package=a.b,mode=service:linked ./services.proto
check "protoc calls the plugin by a link, with parameters" is "$code" 0
check "the package is the parameter's" [ -f linked/a/b/Greeter.java ]
check "the sample is there" [ -f linked/GreeterServer.java ]
run protoc --duet_out=colour=red:linked ./services.proto
check "an unknown parameter is an error of protoc" says "--duet_out: "

cat >buf.yaml <<'END'
version: v2
END
cat >buf.gen.yaml <<'END'
version: v2
plugins:
  - local: protoc-gen-duet
    out: buf
END
run npx --yes --loglevel=error @bufbuild/buf@1.75.0 generate
check "buf generate" is "$code" 0
run diff -r ours buf
check "and writes the same files" is "$code" 0
finish
