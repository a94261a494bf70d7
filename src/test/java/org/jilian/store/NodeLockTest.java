package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLockTest {
    @TempDir
    Path directory;

    @Test
    void anotherProcessIsRefusedAndToldWhoHoldsTheLock() throws Exception {
        Process holder = LockHolder.start(directory.resolve("node.lock"));
        try {
            assertThatThrownBy(() -> NodeLock.take(directory.resolve("node.lock")))
                    .isInstanceOf(StoreException.class)
                    .hasFieldOrPropertyWithValue("fault", Fault.LOCKED)
                    .hasMessageContaining("process " + holder.pid() + " holds it");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        // killed, it could not give the lock back: the operating system did
        NodeLock.take(directory.resolve("node.lock")).close();
    }

    @Test
    void theSameProcessIsRefusedTooAndDoesNotDropTheLockByAsking() throws Exception {
        Path file = directory.resolve("node.lock");
        try (NodeLock lock = NodeLock.take(file)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> NodeLock.take(directory.resolve("x/../node.lock")))
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " holds it");
            assertThatThrownBy(() -> LockHolder.start(file)).hasMessageContaining("says null");
        }
        NodeLock.take(file).close();
    }

    @Test
    void aDatabaseFileThatAnotherProcessHasOpenIsRefused() throws Exception {
        StoreSettings settings = TestDatabases.sqlite(directory);
        Process holder = LockHolder.start(Path.of(settings.sqliteFile() + ".lock"));
        try {
            assertThatThrownBy(() -> Database.open(settings))
                    .hasFieldOrPropertyWithValue("fault", Fault.LOCKED)
                    .hasMessageContaining(settings.sqliteFile() + ".lock")
                    .hasMessageContaining("process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        Database.open(settings).close();
    }
}
