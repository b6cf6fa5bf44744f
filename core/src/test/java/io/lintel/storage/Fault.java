package io.lintel.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// A fault of the storage at one of its calls: the first, the second, … of all calls to whatever it was put
/// around.
public final class Fault {

    /// What happens at that call.
    public enum Kind {
        /// Nothing was done.
        FAILED,
        /// It was done, and nobody heard so.
        REPLY_LOST
    }

    private final Kind kind;
    private int callsLeft;
    private boolean happened;

    private Fault(Kind kind, int call) {
        this.kind = kind;
        this.callsLeft = call;
    }

    /// @param call counts from 1
    public static Fault at(Kind kind, int call) {
        return new Fault(kind, call);
    }

    /// Whether there were so many calls.
    public boolean happened() {
        return happened;
    }

    /// A store that this fault meets.
    public <T> T around(Class<T> port, T store) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    var isNow = --callsLeft == 0;
                    happened |= isNow;
                    if (isNow && kind == Kind.FAILED) {
                        throw StorageUnavailableException.because("a fault before " + method.getName());
                    }
                    try {
                        var answer = method.invoke(store, arguments);
                        if (isNow) {
                            throw StorageUnavailableException.because("a fault after " + method.getName());
                        }
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause() == null ? failed : failed.getCause();
                    }
                }));
    }
}
