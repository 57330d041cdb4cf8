package chat.parley.bench.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// What another JVM on this machine reports. Asking costs it an agent and some threads, so ask only after
/// measuring its memory.
public final class JvmGauge implements AutoCloseable {
    /// Only every fourth full collection of the serial collector leaves no garbage in between
    /// (`MarkSweepAlwaysCompactCount`).
    private static final int COMPACTING = 4;

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    // The JVM itself has just given the address, on this machine.
    @SuppressWarnings("BanJNDI")
    public JvmGauge(long process) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
            try {
                connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
                beans = connector.getMBeanServerConnection();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new IllegalStateException("expected a JVM of process " + process, e);
        }
    }

    /// Bytes that all of its threads have allocated so far.
    public long allocated() {
        return (long) attribute("java.lang:type=Threading", "TotalThreadAllocatedBytes");
    }

    /// Bytes that remain on the heap after full collections.
    public long liveHeap() {
        try {
            for (int i = 0; i < COMPACTING; i++) {
                beans.invoke(new ObjectName("java.lang:type=Memory"), "gc", new Object[0], new String[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
        return (long) ((CompositeData) attribute("java.lang:type=Memory", "HeapMemoryUsage")).get("used");
    }

    private Object attribute(String bean, String name) {
        try {
            return beans.getAttribute(new ObjectName(bean), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException("expected " + bean + " to have " + name, e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // The JVM has gone first.
        }
    }
}
