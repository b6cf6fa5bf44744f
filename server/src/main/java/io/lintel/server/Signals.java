package io.lintel.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// What the operating system tells the process. The JDK keeps its class for that (JEP 260) but lets nobody name
/// it without a warning, so it is called by reflection.
final class Signals {

    private Signals() {}

    /// Does something each time a signal comes, in a thread of its own, instead of what the JVM would do.
    ///
    /// @param name without SIG, such as `HUP`
    /// @return false if the JVM was told to leave that signal alone, or does not know it
    static boolean on(String name, Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var listener = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {listener}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, listener)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return true;
        } catch (InvocationTargetException refused) {
            return false;
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("this JDK has no sun.misc.Signal", missing);
        }
    }
}
