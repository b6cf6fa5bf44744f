package io.lintel.server.page;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files below one root of an operator's frontend directory, read once.
///
/// Links are followed as long as they stay below the root (a Kubernetes volume is made of them). Names that
/// start with a dot are passed over.
final class FrontendDirectory extends SimpleFileVisitor<Path> {

    static final int LARGEST_FILE = 4 << 20;
    static final int LARGEST_SUM = 32 << 20;

    private static final int DEEPEST = 8;

    private final Path root;
    private final Path realRoot;
    private final String prefix;
    private final Map<String, Asset> assets = new TreeMap<>();
    private long sum;

    private FrontendDirectory(Path root, String prefix) throws IOException {
        this.root = root;
        this.realRoot = root.toRealPath();
        this.prefix = prefix;
    }

    /// Every file below the root, under its path there after the prefix.
    ///
    /// @throws IllegalArgumentException if a file is no part of it, or it is too large
    static Map<String, Asset> read(Path root, String prefix) throws IOException {
        var directory = new FrontendDirectory(root, prefix);
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, directory);
        return directory.assets;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
        if (isHidden(path)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        requireBelowRoot(path);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
        if (isHidden(path)) {
            return FileVisitResult.CONTINUE;
        }
        requireBelowRoot(path);
        if (!attributes.isRegularFile()) {
            throw refused(path, "is no regular file, or lies more than " + DEEPEST + " directories deep", null);
        }
        if (attributes.size() > LARGEST_FILE) {
            throw refused(path, "is larger than " + LARGEST_FILE + " bytes", null);
        }
        var bytes = Files.readAllBytes(path);
        sum += bytes.length;
        if (sum > LARGEST_SUM) {
            throw refused(root, "holds more than " + LARGEST_SUM + " bytes", null);
        }
        var name = prefix
                + root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
        assets.put(name, Asset.of(name, bytes));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
        throw refused(path, "cannot be read", failure);
    }

    private boolean isHidden(Path path) {
        var name = path.getFileName();
        return !path.equals(root) && name != null && name.toString().startsWith(".");
    }

    private void requireBelowRoot(Path path) throws IOException {
        if (!path.toRealPath().startsWith(realRoot)) {
            throw refused(path, "is a link out of " + root + "; put a copy there", null);
        }
    }

    private static IllegalArgumentException refused(Path path, String why, @Nullable IOException cause) {
        return new IllegalArgumentException("frontend.dir: " + path + " " + why, cause);
    }
}
