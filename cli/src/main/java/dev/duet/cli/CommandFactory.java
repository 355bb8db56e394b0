package dev.duet.cli;

import picocli.CommandLine;

import java.lang.reflect.InvocationTargetException;

/// Makes the command objects: those of the tool get the terminal.
final class CommandFactory implements CommandLine.IFactory {
    private final Terminal terminal;

    CommandFactory(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type.getPackage() != CommandFactory.class.getPackage()) {
            return CommandLine.defaultFactory().create(type);
        }
        try {
            return type.getDeclaredConstructor(Terminal.class).newInstance(terminal);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
