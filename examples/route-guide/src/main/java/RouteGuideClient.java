import dev.duet.client.Channel;

import routeguide.Feature;
import routeguide.Point;
import routeguide.Rectangle;
import routeguide.RouteGuide;
import routeguide.RouteNote;
import routeguide.RouteSummary;

import java.util.List;

/// Makes one call of each kind, and prints what comes.
final class RouteGuideClient {
    private final RouteGuide.Client guide;

    RouteGuideClient(Channel channel) {
        this.guide = RouteGuide.client(channel);
    }

    /// Unary: one request, one answer.
    void getFeature(Point point) {
        Feature feature = guide.getFeature(point);
        IO.println(feature.name().isEmpty() ? "Nothing here." : "Here is " + feature.name() + ".");
    }

    /// Server streaming: one request, many answers.
    void listFeatures(Rectangle rectangle) {
        try (var features = guide.listFeatures(rectangle)) {
            for (Feature feature : features) {
                IO.println("Found " + feature.name() + ".");
            }
        }
    }

    /// Client streaming: many requests, one answer.
    void recordRoute(List<Point> route) {
        try (var call = guide.recordRoute()) {
            for (Point point : route) {
                call.send(point);
            }
            RouteSummary summary = call.await();
            IO.println(
                    "Passed %d points, %d with a name, in %d km."
                            .formatted(
                                    summary.pointCount(),
                                    summary.featureCount(),
                                    summary.distance() / 1000));
        }
    }

    /// Bidirectional streaming: notes are sent while the answers to earlier ones come in.
    void routeChat(List<RouteNote> notes) throws InterruptedException {
        try (var chat = guide.routeChat()) {
            chat.onEach(note -> IO.println("Somebody said: " + note.message()));
            for (RouteNote note : notes) {
                chat.send(note);
            }
            chat.complete();
            chat.await();
        }
    }
}
