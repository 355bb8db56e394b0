import dev.duet.client.Channel;
import dev.duet.server.Server;

import routeguide.Feature;
import routeguide.Point;
import routeguide.Rectangle;
import routeguide.RouteNote;

import java.util.List;

// Starts the route guide and takes a walk with it: all four kinds of calls.

final List<Feature> places =
        List.of(
                new Feature("the Brandenburg Gate", at(52.5163, 13.3777)),
                new Feature("the Victory Column", at(52.5145, 13.3501)),
                new Feature("the Oberbaum Bridge", at(52.5018, 13.4457)),
                new Feature("Cologne Cathedral", at(50.9413, 6.9583)));

Point at(double latitude, double longitude) {
    return new Point((int) Math.round(latitude * 1e7), (int) Math.round(longitude * 1e7));
}

void main() throws Exception {
    Point gate = at(52.5163, 13.3777);
    Point column = at(52.5145, 13.3501);
    Point lawn = at(52.5186, 13.3733);
    try (Server server = Server.listen(0).service(new RouteGuideService(places)).start();
            Channel channel = Channel.to("http://localhost:" + server.port())) {
        var client = new RouteGuideClient(channel);
        client.getFeature(gate);
        client.getFeature(lawn);
        client.listFeatures(new Rectangle(at(52, 13), at(53, 14)));
        client.recordRoute(List.of(gate, lawn, column));
        client.routeChat(
                List.of(
                        new RouteNote(gate, "Lovely morning."),
                        new RouteNote(column, "What a view!"),
                        new RouteNote(gate, "Lovely evening, too."),
                        new RouteNote(gate, "Good night.")));
    }
}
