// Where @NAME@ starts. Replace this, or add a program beside it: "duet run" prefers yours.

void main() {
    IO.println("Hello from @NAME@. Put .proto files into src/main/proto and run it again.");
}
