package org.jilian.broker;

import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.jilian.record.NodeId;
import org.springframework.util.unit.DataSize;

/** What an embedded broker is configured with: nothing is created on demand, nobody may do what is not named. */
final class ArtemisConfiguration {
    static final String CHILDREN = "children";
    private static final String OURSELVES = "ourselves";
    /** A message up to here is one journal record; a longer one costs a file of its own. Most parcels are shorter. */
    static final DataSize LARGE = DataSize.ofMegabytes(1);

    private static final DataSize JOURNAL_FILE = DataSize.ofMegabytes(10);
    private static final DataSize JOURNAL_BUFFER = DataSize.ofMegabytes(2);
    private static final DataSize PAGE = DataSize.ofMegabytes(4);
    private static final DataSize FREE_DISK = DataSize.ofMegabytes(256);
    /** Not a retry policy (the route's error policy is): the way out for a message that kills the process each time. */
    static final int DELIVERIES = 50;

    private ArtemisConfiguration() {}

    static Configuration of(BrokerSettings settings, Neighbourhood neighbourhood, int inVmId, String tlsName)
            throws Exception {
        Configuration configuration = new ConfigurationImpl();
        configuration.setName("jilian-" + neighbourhood.self());
        configuration.setJMXManagementEnabled(false);
        secure(configuration);
        persist(configuration, settings);
        configuration.addAddressSetting("#", queue(settings));
        for (NodeId child : neighbourhood.children()) {
            ChildQueues queues = new ChildQueues(child);
            queues.all().forEach(name -> configuration.addAddressSetting(name, queueOf(settings, queues)));
        }
        configuration.addAcceptorConfiguration(new TransportConfiguration(
                InVMAcceptorFactory.class.getName(),
                Map.of(TransportConstants.SERVER_ID_PROP_NAME, String.valueOf(inVmId)),
                OURSELVES));
        configuration.addAcceptorConfiguration(new TransportConfiguration(
                NettyAcceptorFactory.class.getName(), acceptor(settings, tlsName), CHILDREN));
        return configuration;
    }

    private static void secure(Configuration configuration) {
        configuration.setSecurityEnabled(true);
        // Artemis lets its cluster user do everything, and its password is public unless set: nobody knows this one
        configuration.setClusterPassword(UUID.randomUUID().toString());
        // a directory change counts at the next check; looking a certificate up costs little
        configuration.setAuthenticationCacheSize(0);
        configuration.setAuthorizationCacheSize(0);
        configuration.setSecurityInvalidationInterval(0);
    }

    private static void persist(Configuration configuration, BrokerSettings settings) {
        configuration.setPersistenceEnabled(true);
        configuration.setJournalDirectory(
                settings.directory().resolve("journal").toString());
        configuration.setBindingsDirectory(
                settings.directory().resolve("bindings").toString());
        configuration.setPagingDirectory(settings.directory().resolve("paging").toString());
        configuration.setLargeMessagesDirectory(
                settings.directory().resolve("large").toString());
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalFileSize((int) JOURNAL_FILE.toBytes());
        configuration.setJournalBufferSize_NIO((int) JOURNAL_BUFFER.toBytes());
        configuration.setJournalMinFiles(2);
        configuration.setJournalPoolFiles(4);
        configuration.setJournalDatasync(settings.syncToDisk());
        configuration.setLargeMessageSync(settings.syncToDisk());
        configuration.setMaxDiskUsage(-1);
        configuration.setMinDiskFree(FREE_DISK.toBytes());
    }

    private static Map<String, Object> acceptor(BrokerSettings settings, String tlsName) {
        return Map.of(
                "host",
                settings.host(),
                "port",
                settings.port(),
                "protocols",
                "CORE",
                "sslEnabled",
                true,
                "needClientAuth",
                true,
                "enabledProtocols",
                "TLSv1.3",
                "sslContext",
                tlsName,
                // the queues are there before the first child comes
                "autoStart",
                false);
    }

    private static AddressSettings queue(BrokerSettings settings) {
        return new AddressSettings()
                .setAutoCreateAddresses(false)
                .setAutoCreateQueues(false)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteQueues(false)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(settings.queueMemory().toBytes())
                .setPageSizeBytes((int) PAGE.toBytes())
                .setPageLimitBytes(settings.queueDisk().toBytes())
                // a full queue refuses; blocking would hold up the sender's other neighbours
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
                .setMaxDeliveryAttempts(DELIVERIES)
                .setRedeliveryDelay(0);
    }

    static AddressSettings queueOf(BrokerSettings settings, ChildQueues queues) {
        return queue(settings)
                .setDeadLetterAddress(SimpleString.of(queues.dead()))
                .setExpiryAddress(SimpleString.of(queues.dead()));
    }
}
