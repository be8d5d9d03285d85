import type { News } from '../cases/shared/notify.ts';
import { mailsOf, notify } from '../cases/shared/notify.ts';
import { dateOf } from '../domain/dates.ts';
import { theService } from '../mail/facts.ts';
import { openSmtp } from '../mail/smtp.ts';
import { holdsAlone } from '../prisma/alone.ts';
import type { Db } from '../prisma/db.ts';
import type { ConnectedSettings } from '../settings.ts';
import type { FullDisk } from './full-disk.ts';
import { REMEMBERED_MS } from './full-disk.ts';

/**
 * Writes to the administrators that a disk is full: by the outbox, and where that finds no room itself, straight to the mail
 * server. Another API process that told so within ten minutes has told it.
 * @throws Error where nobody could be told
 */
export async function tellFullDisk(
  db: Db,
  settings: ConnectedSettings,
  disk: FullDisk,
  at: Date,
): Promise<void> {
  const news: News = {
    event: 'disk-full',
    path: theService,
    keyPart: `${disk}-${at.toISOString()}`,
    at,
    facts: { kind: theService.kind, pathCode: dateOf(at), link: settings.baseUrl, disk },
    audience: {
      administrators: { organization: null, ofDeployment: settings.deploymentAdministrators },
    },
  };
  await byOutbox(db, news, disk).catch(() => straight(db, settings, news));
}

function byOutbox(db: Db, news: News, disk: FullDisk): Promise<void> {
  return db.$transaction(async (tx) => {
    if (!(await holdsAlone(tx, 'diskFull'))) return;
    const key = { startsWith: `${theService.kind}:${theService.id}:${disk}-` };
    const since = new Date(news.at.getTime() - REMEMBERED_MS);
    const told = await tx.notification.count({ where: { event: news.event, key, at: { gt: since } } });
    if (told === 0) await notify(tx, news);
  });
}

/** Reading is what a full disk leaves. */
async function straight(db: Db, settings: ConnectedSettings, news: News): Promise<void> {
  const mails = await mailsOf(db, news);
  const smtp = openSmtp(settings);
  try {
    const sent = await Promise.all(
      mails.map(({ address, messageId, subject, text, html }) =>
        smtp.deliver({ to: address, messageId, subject, text, html, attachments: [] }),
      ),
    );
    if (!sent.some(({ kind }) => kind === 'accepted')) throw new Error('no mail was accepted');
  } finally {
    smtp.close();
  }
}
