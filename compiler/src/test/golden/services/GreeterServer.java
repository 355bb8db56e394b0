import dev.duet.server.*;
import golden.services.v1.Greeter;
import golden.services.v1.HelloReply;
import golden.services.v1.HelloRequest;
import golden.services.v1.Nothing;
import golden.services.v1.Service;

class GreeterService implements Greeter.Service {
    @Override
    public HelloReply sayHello(HelloRequest request) {
        return HelloReply.DEFAULT;
    }

    @Override
    public void lotsOfReplies(HelloRequest request, Responses<HelloReply> responses) {
        responses.send(HelloReply.DEFAULT);
    }

    @Override
    public HelloReply lotsOfGreetings(Requests<HelloRequest> requests) {
        for (HelloRequest message : requests) {
            IO.println(message);
        }
        return HelloReply.DEFAULT;
    }

    @Override
    public void chat(Requests<HelloRequest> requests, Responses<HelloReply> responses) {
        for (HelloRequest message : requests) {
            responses.send(HelloReply.DEFAULT);
        }
    }

    @Override
    public Integer length(String request) {
        return 1;
    }

    @Override
    public HelloReply wait_(Requests<HelloRequest> requests) {
        for (HelloRequest message : requests) {
            IO.println(message);
        }
        return HelloReply.DEFAULT;
    }

    @Override
    public HelloReply bind_(HelloRequest request) {
        return HelloReply.DEFAULT;
    }

    @Override
    public void getHTTPUrl(HelloRequest request, Responses<dev.duet.proto.Bytes> responses) {
        responses.send(dev.duet.proto.Bytes.utf8("Hi"));
    }
}

class NothingService implements Nothing.Service {
}

class ServiceService implements Service.Service_ {
    @Override
    public HelloReply client(HelloRequest request) {
        return HelloReply.DEFAULT;
    }
}

void main() throws Exception {
    Server.listen(9090)
            .service(new GreeterService())
            .service(new NothingService())
            .service(new ServiceService())
            .start().awaitTermination();
}
