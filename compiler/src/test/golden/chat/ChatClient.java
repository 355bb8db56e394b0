import dev.duet.client.*;

void main() throws Exception {
    try (var channel = Channel.to("http://localhost:9090");
         var chat = Chat.client(channel).chat()) {
        chat.onEach(IO::println);                       // reads on a thread of its own
        chat.send(new ChatMessage("Sam", "Hi"));
        chat.send(new ChatMessage("Ann", "Hey"));
        chat.send(new ChatMessage("John", "Hello"));
        chat.complete();
        chat.await();                                   // the end of both streams, or the error
    }
}
