import dev.duet.server.*;

class ChatService implements Chat.Service {
    @Override
    public void chat(Requests<ChatMessage> requests, Responses<String> responses) {
        for (ChatMessage message : requests) {
            responses.send(message.name() + ": " + message.message());
        }
    }
}

void main() throws Exception {
    Server.listen(9090).service(new ChatService()).start().awaitTermination();
}
