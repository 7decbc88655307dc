/** Ads of the demo company: what its keywords cost day by day, and the leads that came from them. */
import type { Chapter, Company } from '../../company/chapter.ts';
import type { Doc } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { leadOf } from './attributions.ts';
import { adDays, attributedLeads } from './collections.ts';

const DAY = 86_400_000;
/** Ads are looked at by the month or the quarter: that far back their days are kept. */
const DAYS_KEPT = 120;
const WORDS = [
  ['Repair', ['ac repair near me', 'furnace repair']],
  ['Install', ['new water heater', 'heat pump install']],
] as const;

export const chapter: Chapter = {
  name: 'marketingads',
  begin(company) {
    const { store, random, structure, now } = company;
    const ads = adsOf(company);
    return {
      day(midnight) {
        if (midnight < now - DAYS_KEPT * DAY || midnight > now) return;
        for (const ad of ads) {
          const clicks = random.between(0, 14);
          const createdOn = wireTime(midnight, 21);
          const cost = Math.round(clicks * (250 + 900 * random.next())) / 100;
          const impressions = clicks * 18 + random.between(5, 90);
          store.insertPast(adDays, { ...ad, createdOn, date: createdOn, clicks, impressions, cost });
        }
      },
      job(job) {
        if (job.campaign === undefined || ads.length === 0 || !random.chance(0.12)) return;
        const ad = random.pick(ads);
        const [type, at] = random.chance(0.75)
          ? (['Call', job.booked - 4 * 60_000] as const)
          : (['WebBooking', job.booked - 90 * 60_000] as const);
        store.insertPast(attributedLeads, {
          ...leadOf(type, {
            job: { id: job.jobId, name: job.facts.name },
            customer: { id: job.household.customerId, name: '' },
          }),
          createdOn: wireTime(at, 31),
          dateTime: wireTime(at, 31),
          attribution: attributionOf(ad, structure.campaigns[0]?.name ?? ''),
        });
      },
    };
  },
};

/** Keywords in two ad groups of the first campaign that costs money. */
function adsOf({ structure }: Company): Doc[] {
  const campaign = structure.campaigns.find(({ name }) => /google|ads/i.test(name)) ?? structure.campaigns[0];
  return WORDS.flatMap(([adGroupName, words], group) =>
    words.map((keywordName, at) => ({
      campaignId: campaign?.id ?? null,
      adGroupId: String(7001 + group),
      adGroupName,
      keywordId: String(8001 + group * 10 + at),
      keywordName,
    })),
  );
}

const attributionOf = (ad: Doc, utmCampaign: string): Doc => ({
  utmSource: 'google',
  utmMedium: 'cpc',
  utmCampaign,
  landingPageUrl: 'https://www.example.com/',
  referrerUrl: '',
  clickId: '',
  gbraid: '',
  wbraid: '',
  stCampaignId: ad.campaignId ?? null,
  originalCampaign: utmCampaign,
  attributionOverwriteType: null,
  attributionOverwriteId: null,
  overwrittenBookingJobId: null,
  adGroupId: ad.adGroupId ?? '',
  adGroupName: ad.adGroupName ?? '',
  keywordId: ad.keywordId ?? '',
  keywordName: ad.keywordName ?? '',
});
