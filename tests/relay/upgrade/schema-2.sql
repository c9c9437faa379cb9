-- What a relay of schema 2 wrote (sqlite3 .dump). The tokens and the code whose hashes are in it stand in upgrade.test.ts.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('epoch','beoAO-Mw4beU');
INSERT INTO meta VALUES('last-call','3');
INSERT INTO meta VALUES('last-event','9');
CREATE TABLE accounts (
        account TEXT PRIMARY KEY,
        newest INTEGER NOT NULL,
        trimmed INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
INSERT INTO accounts VALUES('4711',12,0);
CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        account TEXT NOT NULL,
        call INTEGER NOT NULL,
        kind TEXT NOT NULL,
        received_at INTEGER NOT NULL,
        into_call TEXT,
        body TEXT NOT NULL
      ) STRICT;
INSERT INTO events VALUES(1,'4711',1,'incoming',1795165201000,NULL,'{"id":"beoAO-Mw4beU-1","kind":"incoming","callId":"100.1","relatedCallIds":[],"employee":"202","phone":"2021","aNumber":"23456789","rungPhones":1,"at":1795165201000,"receivedAt":1795165201000}');
INSERT INTO events VALUES(2,'4711',1,'incoming',1795165202000,NULL,'{"id":"beoAO-Mw4beU-2","kind":"incoming","callId":"100.2","relatedCallIds":["100.1"],"employee":"203","phone":"2031","aNumber":"23456789","rungPhones":2,"at":1795165202000,"receivedAt":1795165202000}');
INSERT INTO events VALUES(3,'4711',1,'answered',1795165203000,NULL,'{"id":"beoAO-Mw4beU-3","kind":"answered","callId":"100.2","relatedCallIds":["100.1"],"employee":"203","rungPhones":2,"at":1795165203000,"receivedAt":1795165203000}');
INSERT INTO events VALUES(4,'4711',1,'ended',1795165204000,NULL,'{"id":"beoAO-Mw4beU-4","kind":"ended","callId":"100.1","relatedCallIds":["100.2"],"rungPhones":2,"at":1795165204000,"receivedAt":1795165204000,"durationSeconds":0}');
INSERT INTO events VALUES(5,'4711',1,'ended',1795165205000,NULL,'{"id":"beoAO-Mw4beU-5","kind":"ended","callId":"100.2","relatedCallIds":["100.1"],"rungPhones":2,"at":1795165205000,"receivedAt":1795165205000,"durationSeconds":42}');
INSERT INTO events VALUES(6,'4711',2,'incoming',1795165266000,NULL,'{"id":"beoAO-Mw4beU-6","kind":"incoming","callId":"150.1","relatedCallIds":[],"employee":"202","phone":"2021","rungPhones":1,"at":1795165266000,"receivedAt":1795165266000}');
INSERT INTO events VALUES(7,'4711',2,'ended',1795165267000,NULL,'{"id":"beoAO-Mw4beU-7","kind":"ended","callId":"150.1","relatedCallIds":[],"rungPhones":1,"at":1795165267000,"receivedAt":1795165267000,"durationSeconds":0}');
INSERT INTO events VALUES(8,'4711',3,'incoming',1795165328000,NULL,'{"id":"beoAO-Mw4beU-8","kind":"incoming","callId":"200.1","relatedCallIds":[],"employee":"202","phone":"2021","aNumber":"34567890","rungPhones":1,"at":1795165328000,"receivedAt":1795165328000}');
INSERT INTO events VALUES(9,'4711',3,'answered',1795165329000,NULL,'{"id":"beoAO-Mw4beU-9","kind":"answered","callId":"200.1","relatedCallIds":[],"employee":"202","rungPhones":1,"at":1795165329000,"receivedAt":1795165329000}');
CREATE TABLE fingerprints (
        account TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        received_at INTEGER NOT NULL,
        PRIMARY KEY (account, fingerprint)
      ) STRICT, WITHOUT ROWID;
INSERT INTO fingerprints VALUES('4711','l15nD8_MnH43YfPQjmDPIjBi1ioYpWUbjRAski6xRUM',1795165201000);
INSERT INTO fingerprints VALUES('4711','sKVh-cL9pzuDFvso3FrfYl0qMXd9_NZn5nuDwtfmKZc',1795165202000);
INSERT INTO fingerprints VALUES('4711','69D5lqRze5JHX_Ho93e0WDLJD6m7eHX7_aEqTxwccg0',1795165203000);
INSERT INTO fingerprints VALUES('4711','j9QqS81kZLdOg5EpoZ8AQpH6NMn6IhtF7YANK62mwsY',1795165204000);
INSERT INTO fingerprints VALUES('4711','YwPODZ0gqqcwovQ2Q1R7cJRFTKuOTP5ptxi17vW80mo',1795165205000);
INSERT INTO fingerprints VALUES('4711','CzrSi5z1LSTBJQTEf-Jxdjc34RpDjqCMAa-5YNCy4s8',1795165266000);
INSERT INTO fingerprints VALUES('4711','z_BDqoQ-QO5kSooBiwYpv1I_Psx7keITrN7peDnx1Bw',1795165267000);
INSERT INTO fingerprints VALUES('4711','d_BapsylzJ1p4BArQSn0eD5ZFh0JlrkDb0YbIo_7jCc',1795165328000);
INSERT INTO fingerprints VALUES('4711','6_l7qWaM4yDNDiHdSEXyhk6xbolG1Z7nPwv31odJWK8',1795165329000);
CREATE TABLE log (
        account TEXT NOT NULL,
        employee TEXT NOT NULL,
        position INTEGER NOT NULL,
        event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
        body TEXT NOT NULL,
        PRIMARY KEY (account, employee, position)
      ) STRICT, WITHOUT ROWID;
INSERT INTO log VALUES('4711','202',1,1,'{"id":"beoAO-Mw4beU-1","kind":"incoming","callId":"100.1","relatedCallIds":[],"employee":"202","phone":"2021","aNumber":"23456789","rungPhones":1,"at":1795165201000,"receivedAt":1795165201000}');
INSERT INTO log VALUES('4711','202',3,3,'{"id":"beoAO-Mw4beU-3","kind":"answered","callId":"100.2","relatedCallIds":["100.1"],"employee":"203","rungPhones":2,"at":1795165203000,"receivedAt":1795165203000}');
INSERT INTO log VALUES('4711','202',5,4,'{"id":"beoAO-Mw4beU-4","kind":"ended","callId":"100.1","relatedCallIds":["100.2"],"rungPhones":2,"at":1795165204000,"receivedAt":1795165204000,"durationSeconds":0}');
INSERT INTO log VALUES('4711','202',7,5,'{"id":"beoAO-Mw4beU-5","kind":"ended","callId":"100.2","relatedCallIds":["100.1"],"rungPhones":2,"at":1795165205000,"receivedAt":1795165205000,"durationSeconds":42}');
INSERT INTO log VALUES('4711','202',9,6,'{"id":"beoAO-Mw4beU-6","kind":"incoming","callId":"150.1","relatedCallIds":[],"employee":"202","phone":"2021","rungPhones":1,"at":1795165266000,"receivedAt":1795165266000}');
INSERT INTO log VALUES('4711','202',10,7,'{"id":"beoAO-Mw4beU-7","kind":"ended","callId":"150.1","relatedCallIds":[],"rungPhones":1,"at":1795165267000,"receivedAt":1795165267000,"durationSeconds":0}');
INSERT INTO log VALUES('4711','202',11,8,'{"id":"beoAO-Mw4beU-8","kind":"incoming","callId":"200.1","relatedCallIds":[],"employee":"202","phone":"2021","aNumber":"34567890","rungPhones":1,"at":1795165328000,"receivedAt":1795165328000}');
INSERT INTO log VALUES('4711','202',12,9,'{"id":"beoAO-Mw4beU-9","kind":"answered","callId":"200.1","relatedCallIds":[],"employee":"202","rungPhones":1,"at":1795165329000,"receivedAt":1795165329000}');
INSERT INTO log VALUES('4711','203',2,2,'{"id":"beoAO-Mw4beU-2","kind":"incoming","callId":"100.2","relatedCallIds":["100.1"],"employee":"203","phone":"2031","aNumber":"23456789","rungPhones":2,"at":1795165202000,"receivedAt":1795165202000}');
INSERT INTO log VALUES('4711','203',4,3,'{"id":"beoAO-Mw4beU-3","kind":"answered","callId":"100.2","relatedCallIds":["100.1"],"employee":"203","rungPhones":2,"at":1795165203000,"receivedAt":1795165203000}');
INSERT INTO log VALUES('4711','203',6,4,'{"id":"beoAO-Mw4beU-4","kind":"ended","callId":"100.1","relatedCallIds":["100.2"],"rungPhones":2,"at":1795165204000,"receivedAt":1795165204000,"durationSeconds":0}');
INSERT INTO log VALUES('4711','203',8,5,'{"id":"beoAO-Mw4beU-5","kind":"ended","callId":"100.2","relatedCallIds":["100.1"],"rungPhones":2,"at":1795165205000,"receivedAt":1795165205000,"durationSeconds":42}');
CREATE TABLE legs (
        account TEXT NOT NULL,
        call_id TEXT NOT NULL,
        call INTEGER NOT NULL,
        received_at INTEGER NOT NULL,
        PRIMARY KEY (account, call_id)
      ) STRICT, WITHOUT ROWID;
INSERT INTO legs VALUES('4711','100.1',1,1795165204000);
INSERT INTO legs VALUES('4711','100.2',1,1795165205000);
INSERT INTO legs VALUES('4711','150.1',2,1795165267000);
INSERT INTO legs VALUES('4711','200.1',3,1795165329000);
CREATE TABLE parts (
        call INTEGER NOT NULL,
        account TEXT NOT NULL,
        employee TEXT NOT NULL,
        kind TEXT NOT NULL,
        phone TEXT,
        a_number TEXT,
        received_at INTEGER NOT NULL
      ) STRICT;
INSERT INTO parts VALUES(1,'4711','202','incoming','2021','23456789',1795165201000);
INSERT INTO parts VALUES(1,'4711','203','incoming','2031','23456789',1795165202000);
INSERT INTO parts VALUES(1,'4711','203','answered',NULL,NULL,1795165203000);
INSERT INTO parts VALUES(2,'4711','202','incoming','2021',NULL,1795165266000);
INSERT INTO parts VALUES(3,'4711','202','incoming','2021','34567890',1795165328000);
INSERT INTO parts VALUES(3,'4711','202','answered',NULL,NULL,1795165329000);
CREATE TABLE invitations (
        code_hash TEXT PRIMARY KEY,
        account TEXT NOT NULL,
        employee TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        used_at INTEGER
      ) STRICT, WITHOUT ROWID;
INSERT INTO invitations VALUES('K1T7dAt9H4cuBaNHDapWVVdsm-zoRUfgpiJp-g1Okag','4711','203',1795251600000,1795165200000);
INSERT INTO invitations VALUES('MKXhJuWZ3Z3FzPhzqkobjpYSNYVJAgKnveUxIDQsmyk','4711','202',1795251600000,1795165200000);
INSERT INTO invitations VALUES('itBYmEG4rWIPoDnydmHB8uW9K8ZArlL1LpAOVugUByQ','4711','204',1797757200000,NULL);
CREATE TABLE devices (
        id TEXT PRIMARY KEY,
        token_hash TEXT NOT NULL UNIQUE,
        account TEXT NOT NULL,
        employee TEXT NOT NULL,
        name TEXT NOT NULL,
        platform TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        revoked_at INTEGER
      ) STRICT, WITHOUT ROWID;
INSERT INTO devices VALUES('device-of-202','iYPDtU8JSJ7noucFFoyzL19Iek4eMeWpVb53tIO9mDE','4711','202','pc-202','linux',1795165200000,NULL);
INSERT INTO devices VALUES('device-of-203','MRhPxIMlwYFu5Ok8PGAn0d-CzBRDoyFfLRdjC3oiz0M','4711','203','pc-203','linux',1795165200000,1795165200000);
CREATE INDEX events_by_call ON events (call);
CREATE INDEX events_by_time ON events (received_at);
CREATE INDEX events_by_transfer ON events (account, into_call) WHERE into_call IS NOT NULL;
CREATE INDEX fingerprints_by_time ON fingerprints (received_at);
CREATE INDEX log_by_event ON log (event, employee);
CREATE INDEX legs_by_call ON legs (call);
CREATE INDEX legs_by_time ON legs (received_at);
CREATE INDEX parts_by_call ON parts (call);
CREATE INDEX parts_by_number ON parts (account, a_number, received_at);
CREATE INDEX parts_by_time ON parts (received_at);
COMMIT;
PRAGMA user_version = 2;
