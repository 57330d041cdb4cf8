package chat.parley.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/// A finger on a touch screen: real touches, from which the browser makes its pointer events, scrolling and gestures.
final class Finger {
    private static final int STEPS = 6;

    private final CDPSession session;

    Finger(Page page) {
        session = page.context().newCDPSession(page);
    }

    void puts(double x, double y) {
        touches("touchStart", at(x, y));
    }

    void lifts() {
        touches("touchEnd", new JsonArray());
    }

    /// Puts it down here, moves it there without a rest, and lifts it.
    void moves(double fromX, double fromY, double toX, double toY) {
        puts(fromX, fromY);
        for (int step = 1; step <= STEPS; step++) {
            double part = (double) step / STEPS;
            touches("touchMove", at(fromX + (toX - fromX) * part, fromY + (toY - fromY) * part));
        }
        lifts();
    }

    private void touches(String type, JsonArray points) {
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        session.send("Input.dispatchTouchEvent", event);
    }

    private static JsonArray at(double x, double y) {
        JsonObject point = new JsonObject();
        point.addProperty("x", x);
        point.addProperty("y", y);
        JsonArray points = new JsonArray();
        points.add(point);
        return points;
    }
}
