import dev.duet.server.Requests;
import dev.duet.server.Responses;

import routeguide.Feature;
import routeguide.Point;
import routeguide.Rectangle;
import routeguide.RouteGuide;
import routeguide.RouteNote;
import routeguide.RouteSummary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The route guide: all four kinds of calls.
final class RouteGuideService implements RouteGuide.Service {
    private final Map<Point, Feature> features;
    private final Map<Point, List<RouteNote>> notes = new ConcurrentHashMap<>();

    RouteGuideService(List<Feature> features) {
        this.features = new ConcurrentHashMap<>();
        for (Feature feature : features) {
            this.features.put(feature.location(), feature);
        }
    }

    @Override
    public Feature getFeature(Point point) {
        return features.getOrDefault(point, new Feature("", point));
    }

    @Override
    public void listFeatures(Rectangle rectangle, Responses<Feature> found) {
        for (Feature feature : features.values()) {
            if (Geography.isInside(feature.location(), rectangle)) {
                found.send(feature);
            }
        }
    }

    @Override
    public RouteSummary recordRoute(Requests<Point> points) {
        long begin = System.nanoTime();
        int count = 0;
        int onFeatures = 0;
        double metres = 0;
        Point previous = null;
        for (Point point : points) {
            count++;
            onFeatures += features.containsKey(point) ? 1 : 0;
            metres += previous == null ? 0 : Geography.metresBetween(previous, point);
            previous = point;
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        return new RouteSummary(count, onFeatures, (int) metres, (int) seconds);
    }

    @Override
    public void routeChat(Requests<RouteNote> incoming, Responses<RouteNote> outgoing) {
        for (RouteNote note : incoming) {
            for (RouteNote earlier : remember(note)) {
                outgoing.send(earlier);
            }
        }
    }

    /// Keeps a note, and returns the earlier ones about the same point.
    private List<RouteNote> remember(RouteNote note) {
        List<RouteNote> here = notes.computeIfAbsent(note.location(), _ -> new ArrayList<>());
        synchronized (here) {
            List<RouteNote> earlier = List.copyOf(here);
            here.add(note);
            return earlier;
        }
    }
}
