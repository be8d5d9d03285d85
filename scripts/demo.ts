import { administrativeReform } from '../acceptance/demo/administrative-reform.ts';
import { anniversary } from '../acceptance/demo/anniversary.ts';
import { digitalHungYen } from '../acceptance/demo/digital-hung-yen.ts';
import { digitalThaiBinh } from '../acceptance/demo/digital-thai-binh.ts';
import { initiatives } from '../acceptance/demo/initiatives.ts';
import { performed } from '../acceptance/demo/performed.ts';

/**
 * `npm run demo`: an instance of its own with the rehearsal clock, driven over HTTP alone. Under each of the plans a
 * collective and an individual go from draft to decision for each form of award, by each of its routes; the first
 * with a return for amendment, a hold, and a deadline missed over the next Tết. Exits 0 only if all is as it should
 * be.
 */
const seasons = [administrativeReform, digitalHungYen, initiatives, digitalThaiBinh, anniversary];

await performed(async (stage) => {
  for (const season of seasons) await season(stage);
});
