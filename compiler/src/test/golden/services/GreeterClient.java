import dev.duet.client.*;
import golden.services.v1.Greeter;
import golden.services.v1.HelloReply;
import golden.services.v1.HelloRequest;
import golden.services.v1.Nothing;
import golden.services.v1.Service;

void main() throws Exception {
    try (var channel = Channel.to("http://localhost:9090")) {
        var greeter = Greeter.client(channel);

        IO.println(greeter.sayHello(new HelloRequest("Sam")));

        try (var call = greeter.lotsOfReplies(new HelloRequest("Sam"))) {
            for (HelloReply reply : call) {
                IO.println(reply);
            }
        }

        try (var call = greeter.lotsOfGreetings()) {
            call.send(new HelloRequest("Sam"));
            call.send(new HelloRequest("Ann"));
            call.send(new HelloRequest("John"));
            call.complete();
            IO.println(call.await());
        }

        try (var call = greeter.chat()) {
            call.onEach(IO::println);                       // reads on a thread of its own
            call.send(new HelloRequest("Sam"));
            call.send(new HelloRequest("Ann"));
            call.send(new HelloRequest("John"));
            call.complete();
            call.await();                                   // the end of both streams, or the error
        }

        IO.println(greeter.length("Hi"));

        try (var call = greeter.wait_()) {
            call.send(new HelloRequest("Sam"));
            call.send(new HelloRequest("Ann"));
            call.send(new HelloRequest("John"));
            call.complete();
            IO.println(call.await());
        }

        IO.println(greeter.bind_(new HelloRequest("Sam")));

        try (var call = greeter.getHTTPUrl(new HelloRequest("Sam"))) {
            for (dev.duet.proto.Bytes reply : call) {
                IO.println(reply);
            }
        }
        var nothing = Nothing.client(channel);
        var service = Service.client(channel);

        IO.println(service.client(new HelloRequest("Sam")));
    }
}
