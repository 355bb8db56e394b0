#!/usr/bin/env bash
# About a minute of fuzzing: bytes for generated decoders, and proto files for the compiler and the
# generator.
set -euo pipefail
fuzz/run ReadMessages 25
fuzz/run CompileProtoFile 25 compiler/src/test/resources/generate
