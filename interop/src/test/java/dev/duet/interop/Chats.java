package dev.duet.interop;

import dev.duet.interop.chat.Chat;
import dev.duet.interop.chat.ChatMessage;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.ServiceDefinition.BidiHandler;

/// Our chat services.
final class Chats {
    private Chats() {}

    /// The service of the walkthrough: answers every message at once.
    static Chat.Service service() {
        return service(Chats::echo);
    }

    static void echo(Requests<ChatMessage> requests, Responses<String> responses) {
        for (ChatMessage message : requests) {
            responses.send(message.name() + ": " + message.message());
        }
    }

    static Chat.Service service(BidiHandler<ChatMessage, String> handler) {
        return new Chat.Service() {
            @Override
            public void chat(Requests<ChatMessage> requests, Responses<String> responses)
                    throws Exception {
                handler.handle(requests, responses);
            }
        };
    }
}
