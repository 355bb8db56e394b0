package dev.duet.maven;

import org.codehaus.plexus.build.BuildContext;

import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** An IDE that takes note of what it is told. Nothing may be asked of it. */
final class RecordingContext {
    final List<String> messages = new ArrayList<>();
    final List<File> removed = new ArrayList<>();
    final List<File> refreshed = new ArrayList<>();

    BuildContext ide() {
        Class<?>[] type = {BuildContext.class};
        return (BuildContext)
                Proxy.newProxyInstance(getClass().getClassLoader(), type, this::called);
    }

    private Object called(Object ide, Method method, Object[] arguments) {
        var file = (File) arguments[0];
        switch (method.getName()) {
            case "addMessage" -> {
                boolean error = arguments[4].equals(BuildContext.SEVERITY_ERROR);
                String place = file.getName() + " " + arguments[1] + " " + arguments[2];
                messages.add((error ? "error " : "warning ") + place + " " + arguments[3]);
            }
            case "removeMessages" -> removed.add(file);
            case "refresh" -> refreshed.add(file);
            default -> throw new UnsupportedOperationException(method.toString());
        }
        return null;
    }
}
