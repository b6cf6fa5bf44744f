package io.lintel.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a server holds on to while nobody wants anything of it.
///
/// @param heap what is left of the heap after a collection, in KiB
record Footprint(long heap, int threads, int descriptors) {

    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final Pattern THREAD = Pattern.compile("(?m)^\"");

    /// What a heap may differ by without having grown: what is cached differs from one moment to the next.
    private static final double TOLERANCE = 1.1;

    /// The JVM starts and ends a few threads of its own, and a connection may take a moment to close.
    private static final int SPARE = 4;

    /// Has the server's JVM collect its garbage first. It must be one with the serial collector.
    static Footprint of(ServerProcess server) throws IOException, InterruptedException {
        server.diagnose("GC.run");
        var heap = USED.matcher(server.diagnose("GC.heap_info"));
        var used = 0L;
        while (heap.find()) {
            used += Long.parseLong(heap.group(1));
        }
        if (used == 0) {
            throw new IllegalStateException("the server does not use the serial collector");
        }
        var threads =
                (int) THREAD.matcher(server.diagnose("Thread.print")).results().count();
        try (var open = Files.list(Path.of("/proc", String.valueOf(server.pid()), "fd"))) {
            return new Footprint(used, threads, (int) open.count());
        }
    }

    /// In what it is larger than it was, in words.
    List<String> growthSince(Footprint before) {
        var grown = new ArrayList<String>();
        if (heap > before.heap * TOLERANCE) {
            grown.add("the heap after a collection has grown from " + before.heap + " to " + heap + " KiB");
        }
        if (threads > before.threads + SPARE) {
            grown.add("there are " + threads + " threads instead of " + before.threads);
        }
        if (descriptors > before.descriptors + SPARE) {
            grown.add("there are " + descriptors + " open files instead of " + before.descriptors);
        }
        return grown;
    }
}
