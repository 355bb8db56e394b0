package dev.duet.cli;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Waits until something happens in the folders of some files, without asking again and again.
///
/// Folders are watched, not files: editors replace files, and files may come into being. Of what is
/// not there yet, the nearest folder above that is. What happened it does not say: look at the
/// files. For one thread; [#close] may come from any.
final class Watch implements AutoCloseable {
    /// Quiet for so long, and a burst of changes is over; one of them may take several steps.
    private static final long QUIET_MILLIS = 50;

    /// A burst that does not end is cut off.
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    Watch() throws IOException {
        service = FileSystems.getDefault().newWatchService();
    }

    /// Watches for these from now on: files, and directories with all that is below them.
    void follow(Set<Path> sources) throws IOException {
        var wanted = new HashSet<Path>();
        for (Path source : sources) {
            Path path = source.toAbsolutePath().normalize();
            if (Files.isDirectory(path)) {
                addTree(path, wanted);
            }
            wanted.add(nearestFolder(path.getParent() == null ? path : path.getParent()));
        }
        keys.entrySet()
                .removeIf(
                        entry -> {
                            boolean gone = !wanted.contains(entry.getKey());
                            if (gone) {
                                entry.getValue().cancel();
                            }
                            return gone;
                        });
        for (Path folder : wanted) {
            register(folder);
        }
    }

    private void register(Path folder) throws IOException {
        WatchKey known = keys.get(folder);
        if (known != null && known.isValid()) {
            return;
        }
        try {
            keys.put(folder, folder.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY));
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Just deleted: the folder above it says so next.
            keys.remove(folder);
        }
    }

    /// Waits for the next burst of changes to be over.
    ///
    /// @return false if this was closed
    boolean await() throws InterruptedException {
        try {
            WatchKey key = service.take();
            long end = System.nanoTime() + BURST_NANOS;
            while (key != null) {
                key.pollEvents();
                key.reset();
                boolean more = System.nanoTime() - end < 0;
                key = more ? service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS) : null;
            }
            return true;
        } catch (ClosedWatchServiceException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }

    private static void addTree(Path root, Set<Path> folders) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
                        folders.add(folder);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static Path nearestFolder(Path path) {
        Path folder = path;
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }
}
