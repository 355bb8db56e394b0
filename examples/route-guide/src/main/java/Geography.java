import routeguide.Point;
import routeguide.Rectangle;

/// What one has to know about points on earth.
final class Geography {
    private static final double EARTH_RADIUS_METRES = 6_371_000;
    private static final double E7 = 1e7;

    private Geography() {}

    static boolean isInside(Point point, Rectangle rectangle) {
        Point a = rectangle.lo();
        Point b = rectangle.hi();
        return isBetween(point.latitude(), a.latitude(), b.latitude())
                && isBetween(point.longitude(), a.longitude(), b.longitude());
    }

    private static boolean isBetween(int value, int one, int other) {
        return value >= Math.min(one, other) && value <= Math.max(one, other);
    }

    /// The distance along the surface, by the haversine formula.
    static double metresBetween(Point from, Point to) {
        double fromLatitude = Math.toRadians(from.latitude() / E7);
        double toLatitude = Math.toRadians(to.latitude() / E7);
        double latitudes = toLatitude - fromLatitude;
        double longitudes = Math.toRadians((to.longitude() - from.longitude()) / E7);
        double haversine =
                square(Math.sin(latitudes / 2))
                        + Math.cos(fromLatitude)
                                * Math.cos(toLatitude)
                                * square(Math.sin(longitudes / 2));
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(haversine));
    }

    private static double square(double value) {
        return value * value;
    }
}
