"""The messages of grpc.testing, made from the .proto files by protoc at run time.

(Modules written by protoc would be called grpc.testing, and hide grpc itself.)
"""

import pathlib
import subprocess
import tempfile

from google.protobuf import descriptor_pb2, message_factory

PROTO_PATH = pathlib.Path(__file__).parents[2] / "src" / "main" / "proto"


def _load():
    with tempfile.NamedTemporaryFile(suffix=".pb") as out:
        subprocess.run(
            [
                "protoc",
                f"--proto_path={PROTO_PATH}",
                f"--descriptor_set_out={out.name}",
                "--include_imports",
                "grpc/testing/test.proto",
            ],
            check=True,
        )
        files = descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(out.name).read_bytes())
    return message_factory.GetMessages(files.file)


_ALL = _load()

Empty = _ALL["grpc.testing.Empty"]
Payload = _ALL["grpc.testing.Payload"]
SimpleRequest = _ALL["grpc.testing.SimpleRequest"]
SimpleResponse = _ALL["grpc.testing.SimpleResponse"]
StreamingInputCallRequest = _ALL["grpc.testing.StreamingInputCallRequest"]
StreamingInputCallResponse = _ALL["grpc.testing.StreamingInputCallResponse"]
StreamingOutputCallRequest = _ALL["grpc.testing.StreamingOutputCallRequest"]
StreamingOutputCallResponse = _ALL["grpc.testing.StreamingOutputCallResponse"]

SERVICE = "grpc.testing.TestService"
ECHO_INITIAL = "x-grpc-test-echo-initial"
ECHO_TRAILING = "x-grpc-test-echo-trailing-bin"

# Clients send requests of more than the usual 4 MiB.
MAX_MESSAGE_BYTES = 16 * 1024 * 1024
OPTIONS = [
    ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
    ("grpc.max_send_message_length", MAX_MESSAGE_BYTES),
]


def zeros(size):
    return Payload(body=bytes(size))
